import { sql } from "drizzle-orm";

/** The id of the change that this transaction makes, as its audit rows have it. */
export const currentChange = sql`current_setting('console.change_id')::uuid`;
