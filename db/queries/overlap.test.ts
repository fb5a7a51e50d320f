import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import type { Account, Organization } from "@/db/schema";
import { createAccount, createOrganization, createUser, type Person } from "@/test/factories";
import { listExactIntersections, listPairs, listPeopleBehind } from "./overlap";

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

describe("exact intersections", () => {
  test("count each seat-taker once, under the organizations they are activated in and no others", async () => {
    expect(await listExactIntersections(db, account.id)).toEqual({
      rows: [
        { organizationIds: ids(web), people: 1 },
        { organizationIds: ids(web, api), people: 1 },
        { organizationIds: ids(web, api, docs), people: 1 },
      ],
      total: 3,
      people: 3,
      overlapping: 2,
    });
  });

  test("sum the whole list on a page past its end", async () => {
    expect(await listExactIntersections(db, account.id, { page: 9 })).toMatchObject({ rows: [], total: 3, people: 3 });
  });

  test("an account without organizations has none", async () => {
    const empty = await createAccount();
    expect(await listExactIntersections(db, empty.id)).toEqual({ rows: [], total: 0, people: 0, overlapping: 0 });
    expect(await listPairs(db, empty.id)).toEqual({ rows: [], total: 0 });
  });
});

describe("pairs", () => {
  test("count whoever is in both, in others too, beside the seat-takers of the smaller", async () => {
    expect(await listPairs(db, account.id)).toEqual({
      rows: [
        { organizationIds: ids(web, api), people: 2, peopleOfSmaller: 2 },
        { organizationIds: ids(web, docs), people: 1, peopleOfSmaller: 1 },
        { organizationIds: ids(api, docs), people: 1, peopleOfSmaller: 1 },
      ],
      total: 3,
    });
  });
});

describe("the people behind", () => {
  async function behind(kind: "exact" | "pair", ...organizations: (Organization | undefined)[]) {
    const chosen = { kind, organizationIds: ids(...organizations) };
    const { rows, total } = await listPeopleBehind(db, account.id, chosen, { page: 1 });
    expect(total).toBe(rows.length);
    return rows.map(({ id }) => id).sort((a, b) => a - b);
  }

  test("an exact intersection are as many as it counts, whatever the order of its organizations", async () => {
    expect(await behind("exact", web)).toEqual([cy!.id]);
    expect(await behind("exact", api, web)).toEqual([ann!.id]);
    expect(await behind("exact", docs, web, api)).toEqual([bo!.id]);
  });

  test("a pair are as many as it counts", async () => {
    expect(await behind("pair", web, api)).toEqual([ann!.id, bo!.id]);
    expect(await behind("pair", docs, api)).toEqual([bo!.id]);
  });

  test("come with their logins and the account's organizations in which they are activated", async () => {
    const chosen = { kind: "exact" as const, organizationIds: ids(web, api) };
    const { rows } = await listPeopleBehind(db, account.id, chosen);
    expect(rows[0]!.logins).toEqual(ann!.owners.map(({ login }) => login).sort());
    expect(rows[0]!.organizations.map(({ id }) => id).sort()).toEqual(ids(web, api).sort());
  });

  test("organizations of another account have none here", async () => {
    const elsewhere = await createOrganization(cy!.owners, { account: await createAccount() });
    expect(await behind("exact", elsewhere)).toEqual([]);
    expect(await behind("pair", web, elsewhere)).toEqual([]);
  });
});
