import { type SQL, sql } from "drizzle-orm";
import type { Reader, Tx } from "./executor";

/** What a column of an SQL text holds. `read` gives undefined for a value that is something else. */
export type Kind<T> = { name: string; read: (value: unknown) => T | undefined };

/** By name in camelCase; the text names the same column in snake_case. */
type Columns = Record<string, Kind<unknown>>;

type Row<C extends Columns> = { [Name in keyof C]: C[Name] extends Kind<infer T> ? T : never };

export const number: Kind<number> = kind("a number", (value) =>
  typeof value === "number" && !Number.isNaN(value) ? value : undefined,
);

export const text: Kind<string> = kind("a text", (value) => (typeof value === "string" ? value : undefined));

export const boolean: Kind<boolean> = kind("a boolean", (value) => (typeof value === "boolean" ? value : undefined));

/** Drizzle leaves times as PostgreSQL writes them. */
export const time: Kind<Date> = kind("a time", (value) => {
  const read = typeof value === "string" ? new Date(value) : value;
  return read instanceof Date && !Number.isNaN(read.getTime()) ? read : undefined;
});

export function oneOf<const T extends string | number>(values: readonly T[]): Kind<T> {
  return kind(`one of ${values.join(", ")}`, (value) => values.find((known) => known === value));
}

/** An array or a list of JSON. The driver takes a null in an array for a value, so that a list with nulls must be JSON. */
export function listOf<T>({ name, read }: Kind<T>): Kind<T[]> {
  return kind(`a list, each ${name}`, (value) => {
    if (!Array.isArray(value)) return undefined;
    const items = value.map(read);
    return items.every((item) => item !== undefined) ? items : undefined;
  });
}

export function orNull<T>({ name, read }: Kind<T>): Kind<T | null> {
  return kind(`${name} or null`, (value) => (value === null ? null : read(value)));
}

/** An object as PostgreSQL builds it from JSON. What is in it is not checked. */
export function json<T extends object>(): Kind<T> {
  // Only the text that builds the object knows its shape.
  return kind("an object", (value) => (typeof value === "object" && value !== null ? (value as T) : undefined));
}

function kind<T>(name: string, read: (value: unknown) => T | undefined): Kind<T> {
  return { name, read };
}

/** The rows that an SQL text reads, in its order. PostgreSQL refuses a text that writes. */
export async function readRows<C extends Columns>(db: Reader, columns: C, query: SQL): Promise<Row<C>[]> {
  const fields = Object.fromEntries(
    Object.keys(columns).map((name) => [name, sql<unknown>`${sql.identifier(inSql(name))}`]),
  );
  const rows = await db.select(fields).from(sql`(${query}) as found`);
  return rows.map((row) => checked(columns, (name) => row[name]));
}

/** The only row of an SQL text that always gives one, such as a count. */
export async function readRow<C extends Columns>(db: Reader, columns: C, query: SQL): Promise<Row<C>> {
  return only(await readRows(db, columns, query));
}

/** The rows that an SQL text returns from what it writes. */
export async function writeRows<C extends Columns>(tx: Tx, columns: C, query: SQL): Promise<Row<C>[]> {
  const rows = await tx.execute(query);
  return rows.map((row) => checked(columns, (name) => row[inSql(name)]));
}

/** The only row that an SQL text returns from what it writes. */
export async function writeRow<C extends Columns>(tx: Tx, columns: C, query: SQL): Promise<Row<C>> {
  return only(await writeRows(tx, columns, query));
}

function only<T>(rows: T[]): T {
  const [row, ...more] = rows;
  if (row === undefined || more.length > 0) throw new TypeError(`The query gives ${rows.length} rows instead of one.`);
  return row;
}

function checked<C extends Columns>(columns: C, valueIn: (name: string) => unknown): Row<C> {
  const entries = Object.entries(columns).map(([name, { name: expected, read }]) => {
    const value = valueIn(name);
    const found = read(value);
    if (found === undefined) {
      throw new TypeError(`The column ${inSql(name)} is ${JSON.stringify(value) ?? "missing"} instead of ${expected}.`);
    }
    return [name, found];
  });
  // Each entry was read by the kind of its column.
  return Object.fromEntries(entries) as Row<C>;
}

function inSql(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
