import { sql } from "drizzle-orm";
import { bigint, customType, text, timestamp } from "drizzle-orm/pg-core";

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

export const createdAt = () => timestamp({ withTimezone: true }).notNull().defaultNow();

export const bigId = () => bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity();

export const textId = () => text().primaryKey().default(sql`gen_random_uuid()::text`);
