import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "./client";
import { rehearse } from "./rehearsal";
import { boolean, listOf, number, oneOf, orNull, readRow, readRows, text, time, writeRows } from "./rows";

const columns = {
  organizationId: number,
  login: text,
  isKnown: boolean,
  at: time,
  service: oneOf(["github", "gitlab"]),
  rank: oneOf([0, 1]),
  ids: listOf(number),
  name: orNull(text),
};

test("a row is read by the kinds of its columns", async () => {
  const row = await readRow(
    db,
    columns,
    sql`select 9007199254740991::bigint as organization_id, 'acme' as login, true as is_known,
      '2026-12-01 10:00:00.123+01'::timestamptz as at, 'github' as service, 1 as rank, array[1, 2]::bigint[] as ids,
      null::text as name`,
  );
  expect(row).toEqual({
    organizationId: Number.MAX_SAFE_INTEGER,
    login: "acme",
    isKnown: true,
    at: new Date("2026-12-01T09:00:00.123Z"),
    service: "github",
    rank: 1,
    ids: [1, 2],
    name: null,
  });
});

test("rows come in the order of their text", async () => {
  const rows = await readRows(db, { n: number }, sql`select n from generate_series(1, 50) as n order by -n`);
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, index) => 50 - index));
});

test.each([
  ["a number", { n: number }, sql`select '12' as n`, 'The column n is "12" instead of a number.'],
  ["a text", { n: text }, sql`select null as n`, "The column n is null instead of a text."],
  ["a boolean", { isKnown: boolean }, sql`select 1 as is_known`, "The column is_known is 1 instead of a boolean."],
  ["a time", { n: time }, sql`select 'soon' as n`, 'The column n is "soon" instead of a time.'],
  ["one of", { n: oneOf(["a"]) }, sql`select 'b' as n`, 'The column n is "b" instead of one of a.'],
  ["a list", { n: listOf(number) }, sql`select array['1'] as n`, 'The column n is ["1"] instead of a list'],
  [
    "numbers alone",
    { n: listOf(number) },
    sql`select array[1, null] as n`,
    "The column n is [1,null] instead of a list",
  ],
])("a column that does not hold %s is refused", async (_, kinds, query, message) => {
  await expect(readRows(db, kinds, query)).rejects.toThrow(message);
  await rehearse((tx) => expect(writeRows(tx, kinds, query)).rejects.toThrow(message));
});

test("a column that the text does not have is refused", async () => {
  await rehearse((tx) =>
    expect(writeRows(tx, { n: number }, sql`select 1 as m`)).rejects.toThrow("The column n is missing"),
  );
});

test("a text that writes is refused where rows are read", async () => {
  const writing = sql`with gone as (delete from plans returning id) select id from gone`;
  await rehearse((tx) => expect(readRows(tx, { id: text }, writing)).rejects.toThrow());
});

test("a number too large for JavaScript is refused", async () => {
  await expect(readRows(db, { n: number }, sql`select 9007199254740993::bigint as n`)).rejects.toMatchObject({
    cause: { message: "The number 9007199254740993 is too large." },
  });
});
