import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** As `asciiLower` of `domain/ascii.ts`: what e-mails are compared by. An index of it stands on the same words. */
export function asciiLowerOf(text: SQLWrapper | string): SQL {
  return sql`lower(${text} collate "C")`;
}

const escaped = (text: string) => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** For `like`: anything that contains this text, whatever wildcards stand in it. */
export function contains(text: string): string {
  return `%${escaped(text)}%`;
}

/** For `like`: anything that begins with this text. */
export function startsWith(text: string): string {
  return `${escaped(text)}%`;
}

/** Whether a column contains this text, without case: in the words its trigram index knows. */
export function holds(column: SQLWrapper, text: string): SQL {
  return sql`lower(${column}) like lower(${contains(text)})`;
}
