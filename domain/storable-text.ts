/** Whether any text sent by a browser cannot be stored: NUL, or half of a character. Files are read elsewhere. */
export function hasUnstorableText(input: unknown): boolean {
  if (typeof input === "string") return input.includes("\0") || /\p{Surrogate}/u.test(input);
  if (Array.isArray(input)) return input.some(hasUnstorableText);
  if (typeof input !== "object" || input === null || input instanceof Blob) return false;
  return Object.entries(input).flat().some(hasUnstorableText);
}
