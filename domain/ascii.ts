/**
 * Lower case of A to Z and of nothing else. Unicode makes an ASCII letter of some that are none: the Kelvin sign (U+212A)
 * becomes "k", so one mailbox could pass for another. As PostgreSQL does by `lower(… collate "C")`.
 */
export function asciiLower(text: string): string {
  const parts = text.split(/([\u0080-\uffff]+)/);
  return parts.map((part, index) => (index % 2 === 0 ? part.toLowerCase() : part)).join("");
}

/** Whether a text is made of ASCII's visible characters alone. */
export function isVisibleAscii(text: string): boolean {
  return /^[!-~]*$/.test(text);
}
