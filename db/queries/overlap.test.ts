import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import type { Account } from "@/db/schema/accounts";
import type { Organization } from "@/db/schema/organizations";
import { sortCombinations } from "@/domain/combinations";
import type { Chosen } from "@/domain/overlap";
import { createAccount, createOrganization, createUser, type Person, reloadAccount } from "@/test/factories";
import { combinationsOf, everyTwo, inAll, inThisMany } from "@/test/models/overlap-model";
import { listCombinations, listPeopleBehind, listPeopleBehindBatches, type PersonBehind } from "./overlap";

let account: Account;
let [web, api, docs]: Organization[] = [];
let [ann, bo, cy]: Person[] = [];

/**
 * Ann has a login in web and one in api; Bo is in all three, Cy in web alone. A student, a bot and a member who is not
 * activated stand beside them, and another account shares all three people.
 */
beforeAll(async () => {
  account = await createAccount({ planSeatCount: 9 });
  [ann, bo, cy] = [await createUser({ logins: 2 }), await createUser(), await createUser()];
  const student = await createUser({ isStudent: true });
  const bot = await createUser({ isBot: true });
  const others = [...student.owners, ...bot.owners];
  web = await createOrganization([ann.owners[0]!, ...bo.owners, ...cy.owners, ...others], { account });
  api = await createOrganization([ann.owners[1]!, ...bo.owners, ...others], { account });
  docs = await createOrganization([...bo.owners], { account });
  await createOrganization(cy.owners, { account, isActivated: false });
  await createOrganization([...ann.owners, ...cy.owners], { account: await createAccount() });
});

const ids = (...organizations: (Organization | undefined)[]) => organizations.map((organization) => organization!.id);

async function countBehind(account: Account, chosen: Chosen): Promise<number> {
  return (await listPeopleBehind(db, account.id, chosen, { page: 1 })).total;
}

describe("combinations", () => {
  test("count each seat-taker once, under the organizations they are activated in and no others", async () => {
    expect(await listCombinations(db, account.id)).toEqual([
      { organizationIds: ids(web), people: 1 },
      { organizationIds: ids(web, api), people: 1 },
      { organizationIds: ids(web, api, docs), people: 1 },
    ]);
  });

  test("an account without organizations has none, nor one in which nobody is activated", async () => {
    const empty = await createAccount();
    expect(await listCombinations(db, empty.id)).toEqual([]);
    await createOrganization(cy!.owners, { account: empty, isActivated: false });
    expect(await listCombinations(db, empty.id)).toEqual([]);
  });

  test("tell seventy organizations apart, more than an integer has bits", async () => {
    const wide = await createAccount({ planSeatCount: 9 });
    const [everywhere, last] = [await createUser(), await createUser()];
    const homes: Organization[] = [];
    for (let place = 1; place <= 70; place++) {
      const members = place === 70 ? [...everywhere.owners, ...last.owners] : everywhere.owners;
      homes.push(await createOrganization(members, { account: wide }));
    }
    expect(await listCombinations(db, wide.id)).toEqual([
      { organizationIds: ids(homes.at(-1)), people: 1 },
      { organizationIds: ids(...homes), people: 1 },
    ]);
  });
});

describe("the people behind", () => {
  async function behind(chosen: Chosen) {
    const { rows, total } = await listPeopleBehind(db, account.id, chosen, { page: 1 });
    expect(total).toBe(rows.length);
    return rows.map(({ id }) => id).sort((a, b) => a - b);
  }
  const chosen = (kind: "exact" | "pair" | "organization", ...organizations: (Organization | undefined)[]): Chosen => {
    return { kind, organizationIds: ids(...organizations) };
  };

  test("an exact intersection are as many as it counts, whatever the order of its organizations", async () => {
    expect(await behind(chosen("exact", web))).toEqual([cy!.id]);
    expect(await behind(chosen("exact", api, web))).toEqual([ann!.id]);
    expect(await behind(chosen("exact", docs, web, api))).toEqual([bo!.id]);
  });

  test("a pair and an organization are in others too", async () => {
    expect(await behind(chosen("pair", web, api))).toEqual([ann!.id, bo!.id]);
    expect(await behind(chosen("pair", docs, api))).toEqual([bo!.id]);
    expect(await behind(chosen("organization", web))).toEqual([ann!.id, bo!.id, cy!.id]);
  });

  test("a degree are in that many organizations, whichever", async () => {
    expect(await behind({ kind: "degree", organizations: 2 })).toEqual([ann!.id]);
    expect(await behind({ kind: "degree", organizations: 4 })).toEqual([]);
  });

  test("come with their logins and the account's organizations in which they are activated", async () => {
    const { rows } = await listPeopleBehind(db, account.id, chosen("exact", web, api), { page: 1 });
    expect(rows[0]!.logins).toEqual(ann!.owners.map(({ login }) => login).sort());
    expect(rows[0]!.organizations.map(({ id }) => id).sort()).toEqual(ids(web, api).sort());
  });

  test("organizations of another account have none here", async () => {
    const elsewhere = await createOrganization(cy!.owners, { account: await createAccount() });
    expect(await behind(chosen("exact", elsewhere))).toEqual([]);
    expect(await behind(chosen("pair", web, elsewhere))).toEqual([]);
    expect(await behind(chosen("organization", elsewhere))).toEqual([]);
  });

  test("more than one batch are all there, each once and in the order of the pages", async () => {
    const large = await createAccount({ planSeatCount: 9 });
    const names = ["cy", "Bo", "ann", "bo", "Cy", "bo", "ann"];
    const people: Person[] = [];
    for (const name of names) people.push(await createUser({ name }));
    await createOrganization(
      people.flatMap(({ owners }) => owners),
      { account: large },
    );
    const everyone: Chosen = { kind: "degree", organizations: 1 };
    const { rows } = await listPeopleBehind(db, large.id, everyone, { page: 1 });
    expect(rows.map(({ name }) => name)).toEqual(["ann", "ann", "Bo", "bo", "bo", "cy", "Cy"]);
    expect(await listPeopleBehind(db, large.id, everyone, { page: 2 })).toEqual({ rows: [], total: 7 });
    for (const batchSize of [1, 2, 3, 7, 50]) {
      const batches: PersonBehind[] = [];
      for await (const batch of listPeopleBehindBatches(db, large.id, everyone, batchSize)) batches.push(...batch);
      expect(batches).toEqual(rows);
    }
  });
});

const organizationCount = 4;
const places = Array.from({ length: organizationCount }, (_, place) => place);
/** In which organizations each login is activated, and in which it is a member only. */
const login = fc.record({ activated: fc.subarray(places), idle: fc.subarray(places) });
const person = fc.record({
  logins: fc.array(login, { minLength: 1, maxLength: 2 }),
  kind: fc.constantFrom("seat", "seat", "seat", "student", "bot"),
});

test("in random small worlds combinations, and people behind, are what counting one by one gives", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(person, { maxLength: 12 }), async (people) => {
      const account = await createAccount({ planSeatCount: 20 });
      const created: Person[] = [];
      for (const { logins, kind } of people) {
        created.push(await createUser({ logins: logins.length, isStudent: kind === "student", isBot: kind === "bot" }));
      }
      const homes: Organization[] = [];
      for (const place of places) {
        const members = people.flatMap(({ logins }, index) =>
          created[index]!.owners.filter((_, at) => logins[at]!.activated.includes(place)),
        );
        homes.push(await createOrganization(members, { account }));
        const idle = people.flatMap(({ logins }, index) =>
          created[index]!.owners.filter((_, at) => logins[at]!.idle.includes(place)),
        );
        await createOrganization(idle, { account, isActivated: false });
      }

      const everyone = people
        .filter(({ kind }) => kind === "seat")
        .map(({ logins }) => [...new Set(logins.flatMap(({ activated }) => activated.map((at) => homes[at]!.id)))]);
      const combinations = await listCombinations(db, account.id);
      expect(combinations).toEqual(sortCombinations(combinationsOf(everyone), "size"));
      expect(combinations.reduce((sum, { people }) => sum + people, 0)).toBe(
        (await reloadAccount(account)).usedSeatCount,
      );

      for (const { organizationIds, people } of combinations) {
        expect(await countBehind(account, { kind: "exact", organizationIds: [...organizationIds] })).toBe(people);
      }
      for (const pair of everyTwo(ids(...homes))) {
        expect(await countBehind(account, { kind: "pair", organizationIds: pair })).toBe(inAll(everyone, pair));
      }
      for (const id of ids(...homes)) {
        expect(await countBehind(account, { kind: "organization", organizationIds: [id] })).toBe(inAll(everyone, [id]));
      }
      for (const count of [1, 2, 3, 4]) {
        expect(await countBehind(account, { kind: "degree", organizations: count })).toBe(inThisMany(everyone, count));
      }
    }),
    { numRuns: 8 },
  );
});
