import { randomUUID } from "node:crypto";
import { eq, type SQL, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { asciiLower } from "@/domain/ascii";
import { createUser } from "@/test/factories";
import { db } from "./client";
import { asciiLowerOf } from "./patterns";
import { search } from "./queries/search/search";
import { listEvidenceOf } from "./queries/suggestions/suggested-joins";
import { readRow, text } from "./rows";
import { owners } from "./schema/people";
import { staff } from "./schema/staff";

const lookalikes = [
  ["\u212a", "k"],
  ["\u017f", "s"],
] as const;

beforeAll(async () => {
  await db.execute(sql`
    with people as (
      insert into users (name) select 'person ' || n from generate_series(1, 5000) as n returning id
    )
    , logins as (
      insert into owners (user_id, service, login) select id, 'github', 'person-' || id from people returning id, login
    )
    insert into evidence (owner_id, kind, value, source)
    select id, 'verified_email', initcap(login) || '@acme.example', 'enterprise' from logins`);
  await db.execute(
    sql`insert into staff (email, role) select 's' || n || '@acme.example', 'support' from generate_series(1, 5000) as n`,
  );
  await db.execute(sql`analyze owners, evidence, staff`);
}, 60_000);

test("PostgreSQL and the rules make the same small letters", async () => {
  const letters = "ABYZ[]@^ÀΣ\u0130\u212a\u017f👍";
  const row = await readRow(db, { lower: text }, sql`select ${asciiLowerOf(sql`${letters}::text`)} as lower`);
  expect(row.lower).toBe(asciiLower(letters));
});

test.each(lookalikes)(
  "a verified e-mail with %j is no evidence of one with %j, and does not find it",
  async (lookalike, letter) => {
    const rest = `${randomUUID()}@acme.example`;
    const [real, forged] = [
      await createUser({ verifiedEmail: `${letter}${rest}` }),
      await createUser({ verifiedEmail: `${lookalike}${rest}` }),
    ];
    const same = await createUser({ verifiedEmail: `${letter}${rest}`.toUpperCase() });
    const others = (await listEvidenceOf(db, real.id)).flatMap(({ userIds }) => userIds);
    expect(others).toContain(same.id);
    expect(others).not.toContain(forged.id);

    const { groups } = await search(db, `${letter}${rest}`.toUpperCase());
    const found = groups.flatMap(({ hits }) => hits.map(({ id }) => Number(id)));
    expect(found).toEqual(expect.arrayContaining([real.id, same.id]));
    expect(found).not.toContain(forged.id);
  },
);

test.each<[string, string, SQL]>([
  [
    "a verified e-mail",
    "evidence_value_idx",
    sql`select from evidence e where e.kind = 'verified_email' and e.key = 'a@b.example'`,
  ],
  [
    "two verified e-mails",
    "evidence_value_idx",
    sql`
    select from evidence mine
    cross join lateral (select from evidence e where e.kind = mine.kind and e.key = mine.key limit 9) as few
    where mine.owner_id = 1`,
  ],
  [
    "a staff e-mail",
    "staff_email_key",
    sql`
    select from staff where ${asciiLowerOf(sql`email`)} = any(array['a@b.example']) and removed_at is null`,
  ],
])("%s is looked up in an index", async (_, index, query) => {
  const plan = await db.transaction(async (tx) => {
    // A small table is read whole, whatever indexes it has.
    await tx.execute(sql`set local enable_seqscan = off`);
    return tx.execute(sql`explain ${query}`);
  });
  const steps = plan.map((row) => row["QUERY PLAN"]).join("\n");
  expect(steps).toContain(index);
  expect(steps).not.toMatch(/Seq Scan/);
});

test("a login is made of ASCII, so that Unicode's small letters of it are ASCII's", async () => {
  const { owners: logins } = await createUser({ login: "Kim-Sons" });
  const [row] = await db
    .select({ unicode: sql<string>`lower(${owners.login})`, ascii: sql<string>`${asciiLowerOf(owners.login)}` })
    .from(owners)
    .where(eq(owners.id, logins[0]!.id));
  expect(row).toEqual({ unicode: "kim-sons", ascii: "kim-sons" });
});

test("staff may have one e-mail each, whatever its case", async () => {
  const email = `${randomUUID()}@acme.example`;
  await db.insert(staff).values({ email, role: "support" });
  const again = db.insert(staff).values({ email: email.toUpperCase(), role: "support" });
  await expect(again).rejects.toMatchObject({ cause: { constraint_name: "staff_email_key" } });
});
