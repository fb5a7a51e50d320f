import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/**
 * Lowercases ASCII letters like `asciiLower` in `domain/ascii.ts`, to compare e-mails. An index uses the same
 * expression.
 */
export function asciiLowerOf(text: SQLWrapper | string): SQL {
  return sql`lower(${text} collate "C")`;
}

const escaped = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** For `like`: anything that contains this text. Wildcards in it are ordinary characters. */
export function contains(text: string): string {
  return `%${escaped(text)}%`;
}

/** For `like`: anything that begins with this text. */
export function startsWith(text: string): string {
  return `${escaped(text)}%`;
}

/** Whether a column contains this text, ignoring case, in the form that its trigram index can use. */
export function holds(column: SQLWrapper, text: string): SQL {
  return sql`lower(${column}) like lower(${contains(text)})`;
}
