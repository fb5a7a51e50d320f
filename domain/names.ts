import { formatNumber } from "./format";

const mostNamed = 4;

/** "a and b", "a, b and c"; of more than four, the first three and how many more. */
export function namesInWords(names: readonly string[]): string {
  const shown = names.length > mostNamed ? names.slice(0, mostNamed - 1) : names.slice(0, -1);
  const last = names.length > mostNamed ? `${formatNumber(names.length - shown.length)} more` : (names.at(-1) ?? "");
  return shown.length > 0 ? `${shown.join(", ")} and ${last}` : last;
}
