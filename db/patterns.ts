/** For `ilike`: anything that contains this text, whatever wildcards stand in it. */
export function contains(text: string): string {
  return `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}
