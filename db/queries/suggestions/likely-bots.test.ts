import { inArray, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { mayBeBot, owners } from "@/db/schema/people";
import { botLikeLogins, humanLogins, looksLikeBot } from "@/test/bot-logins";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { countLikelyBots, listLikelyBots } from "./likely-bots";

beforeEach(async () => {
  await db.execute(sql`truncate users cascade`);
});

async function likelyLogins() {
  return (await listLikelyBots(db, 1)).rows.map(({ login }) => login);
}

test("PostgreSQL and the domain know the same logins by the pattern", async () => {
  const logins = [...botLikeLogins, ...humanLogins];
  for (const login of logins) await createUser({ login });
  const found = await db.select({ login: owners.login }).from(owners).where(mayBeBot);
  expect(found.map(({ login }) => login).toSorted()).toEqual(logins.filter(looksLikeBot).toSorted());
});

test("S4: a mark, the known list or an import's yes takes a login off the list; an import's no does not", async () => {
  const said = {
    "a-bot": {},
    "b-bot": { isBotByImport: false },
    "c-bot": { isBotByImport: true },
    "d-bot": { isKnownBot: true },
    "e-bot": { isBotByStaff: false },
    "f-bot": { isBotByStaff: true },
    "g-bot": { login: null, serviceId: "likely-7" },
  };
  for (const [login, marks] of Object.entries(said)) {
    const { owners: created } = await createUser({ login });
    await db
      .update(owners)
      .set({ isBotByStaff: null, ...marks })
      .where(
        inArray(
          owners.id,
          created.map(({ id }) => id),
        ),
      );
  }
  expect(await likelyLogins()).toEqual(["a-bot", "b-bot"]);
  expect(await countLikelyBots(db)).toBe(2);
});

describe("a likely bot", () => {
  test("comes with where it is, where its person takes a seat, and with the logins that would keep it", async () => {
    const account = await createAccount({ name: "Likely account" });
    const person = await createUser({ login: "acme-ci", name: "Acme CI" });
    for (const login of ["z-org", "a-org", "b-org", "c-org", "d-org"]) {
      await createOrganization(person.owners, { login, account });
    }
    await createOrganization(person.owners, { login: "likely-unattached", isActivated: false });
    const human = await createUser({ logins: 2, isStudent: true });
    await db.update(owners).set({ login: "svc-ann" }).where(sql`id = ${human.owners[0]!.id}`);

    expect(await listLikelyBots(db, 1)).toMatchObject({
      total: 2,
      rows: [
        {
          id: person.owners[0]!.id,
          login: "acme-ci",
          person: { id: person.id, name: "Acme CI", kind: "seat" },
          otherHumanLogins: 0,
          organizations: ["a-org", "b-org", "c-org", "d-org"],
          organizationCount: 6,
          accounts: [{ id: account.id, name: "Likely account" }],
        },
        { login: "svc-ann", person: { kind: "student" }, otherHumanLogins: 1, organizationCount: 0, accounts: [] },
      ],
    });
  });

  test("stands on exactly one page, by login", async () => {
    for (let number = 0; number < 51; number++) await createUser({ login: `Bot-${String(number).padStart(3, "0")}` });
    const pages = await Promise.all([1, 2, 3].map((page) => listLikelyBots(db, page)));
    expect(pages.map(({ rows, total }) => [rows.length, total])).toEqual([
      [50, 51],
      [1, 51],
      [0, 51],
    ]);
    const logins = pages.flatMap(({ rows }) => rows.map(({ login }) => login));
    expect(logins).toEqual(logins.toSorted());
    expect(new Set(logins).size).toBe(51);
  });
});

test("the list and its count read the index of likely bots alone, however many logins there are", async () => {
  await createUser({ login: "acme-ci" });
  await db.execute(sql`
    with people as (
      insert into users (name) select 'person ' || n from generate_series(1, 20000) as n returning id
    )
    insert into owners (user_id, service, login) select id, 'github', 'person-' || id from people`);
  await db.execute(sql`vacuum analyze owners`);
  const plans = await Promise.all(
    [
      sql`select count(*) from owners where ${mayBeBot}`,
      sql`select id from owners where ${mayBeBot} order by lower(login), id limit 50`,
    ].map((query) => db.execute(sql`explain ${query}`)),
  );
  for (const plan of plans) {
    const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
    expect(text).toContain("owners_likely_bot_idx");
    expect(text).not.toMatch(/Seq Scan|Filter:/);
  }
});
