/** A table in plain text: the first column to the left, the others to the right. */
export function printTable(title: string, heads: string[], rows: string[][]): void {
  const table = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  "),
  );
  console.log(["", title, ...lines].map((line) => line.trimEnd()).join("\n"));
}
