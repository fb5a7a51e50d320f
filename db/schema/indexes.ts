import { sql } from "drizzle-orm";
import { type AnyPgColumn, index } from "drizzle-orm/pg-core";

/** Finds any part of a text, without case, among millions: `lower(text) like '%part%'`. Of three letters or more. */
export const findableBy = (name: string, column: AnyPgColumn) =>
  index(name).using("gin", sql`lower(${column}) gin_trgm_ops`);

/** Finds how a text begins, without case, in its order: `lower(text) like 'start%'`, of one letter or more. */
export const findableByStart = (name: string, column: AnyPgColumn) =>
  index(name).on(sql`lower(${column}) text_pattern_ops`);
