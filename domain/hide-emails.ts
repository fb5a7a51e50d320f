/**
 * The text with "[e-mail]" where an e-mail stands. Each word is looked at once: looking for what could be the beginning
 * of an e-mail from every character on would take the square of a long word's length.
 */
export function hideEmails(text: string): string {
  return text.replace(/[^\s"'<>()[\]=,;:%]+/g, (word) => (isEmail(word) ? "[e-mail]" : word));
}

function isEmail(word: string): boolean {
  const at = word.indexOf("@", 1);
  return at !== -1 && at < word.length - 1;
}
