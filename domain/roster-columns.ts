/** A column's name without case, spaces, underscores and GitHub's prefix: "GitHub com login" is `login`. */
export function columnKey(header: string): string {
  return header
    .toLowerCase()
    .replace(/[^a-z\d]/g, "")
    .replace(/^github(?:com)?/, "");
}

/** The columns of a roster in CSV, as keys. Undefined for what is no such file. */
export function rosterColumns(head: string): string[] | undefined {
  const [firstLine = ""] = head
    .replace(/^\uFEFF/, "")
    .trimStart()
    .split(/[\r\n]/, 1);
  if (/^[{[]|^[^,"]*:/.test(firstLine)) return undefined;
  const keys = firstLine.split(",").map(columnKey);
  return keys.includes("login") || keys.includes("username") ? keys : undefined;
}
