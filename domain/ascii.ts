/**
 * Lowercases A to Z and nothing else, as PostgreSQL's `lower(… collate "C")` does. Unicode lowercases some other letters
 * to ASCII: the Kelvin sign (U+212A) becomes "k", so one mailbox could pass for another.
 */
export function asciiLower(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  const parts = text.split(/([\u0080-\uffff]+)/);
  return parts.map((part, index) => (index % 2 === 0 ? part.toLowerCase() : part)).join("");
}

/** Whether a text consists only of visible ASCII characters. */
export function isVisibleAscii(text: string): boolean {
  return /^[!-~]*$/.test(text);
}
