import { sql } from "drizzle-orm";
import { type AnyPgColumn, index } from "drizzle-orm/pg-core";

/** Finds any part of a text among millions, ignoring case: `lower(text) like '%part%'`, with three letters or more. */
export const findableBy = (name: string, column: AnyPgColumn) =>
  index(name).using("gin", sql`lower(${column}) gin_trgm_ops`);

/** Finds the beginning of a text, ignoring case, in its order: `lower(text) like 'start%'`, with one letter or more. */
export const findableByStart = (name: string, column: AnyPgColumn) =>
  index(name).on(sql`lower(${column}) text_pattern_ops`);
