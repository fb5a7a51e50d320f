/** Whether PostgreSQL cannot store a text: it holds NUL, or half of a character. */
export function hasUnstorableText(text: string): boolean {
  return text.includes("\0") || /\p{Surrogate}/u.test(text);
}
