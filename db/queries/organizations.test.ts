import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import type { Account } from "@/db/schema/accounts";
import { memberships } from "@/db/schema/memberships";
import { organizations } from "@/db/schema/organizations";
import { accountUsers } from "@/db/schema/seats";
import { AccountOrganizationListing, OrganizationListing, parseListing } from "@/domain/input/listings";
import { doubleCounted } from "@/domain/seats";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { listOrganizationSeats, type OrganizationSeats } from "./organization-seats";
import { listOrganizations } from "./organizations";

let account: Account;
let [api, empty, web]: OrganizationSeats[] = [];

/**
 * Ann is activated in both organizations, in web with two logins; Bo in web alone; Cy, a student, in both; a bot in api.
 * Di is activated in api and a mere member of web; Ed is activated nowhere. Fay is in web, and in another account.
 */
beforeAll(async () => {
  const [ann, bo, di, ed, fay] = [
    await createUser({ logins: 2 }),
    await createUser(),
    await createUser(),
    await createUser(),
    await createUser(),
  ];
  const [cy, bot] = [await createUser({ isStudent: true }), await createUser({ isBot: true })];
  account = await createAccount({ planSeatCount: 9 });
  const { id: webId } = await createOrganization([...ann.owners, ...bo.owners, ...cy.owners, ...fay.owners], {
    account,
    login: "web-of-seats",
  });
  await createOrganization([ann.owners[0]!, ...cy.owners, ...bot.owners, ...di.owners], {
    account,
    login: "api-of-seats",
  });
  await createOrganization([], { account, login: "empty-of-seats" });
  await createOrganization([...fay.owners, ...bo.owners], { account: await createAccount({ planSeatCount: 9 }) });
  const role = "member" as const;
  const inactive = [...di.owners, ...ed.owners].map(({ id }) => ({ organizationId: webId, ownerId: id, role }));
  await db.insert(memberships).values(inactive);
  [api, empty, web] = (await list({})).rows;
});

async function list(asked: Record<string, unknown>, limit?: number) {
  return listOrganizationSeats(db, account.id, AccountOrganizationListing.parse(asked), limit);
}

describe("S6: the seats of each organization", () => {
  test("members count logins, and people each once", () => {
    expect(web).toMatchObject({ login: "web-of-seats", logins: 7, people: 6 });
    expect(api).toMatchObject({ login: "api-of-seats", logins: 4, people: 4 });
  });

  test("activated people are shared, only here, students or bots; another account shares nobody", () => {
    expect(web).toMatchObject({ activated: 4, shared: 1, onlyHere: 2, students: 1, bots: 0 });
    expect(api).toMatchObject({ activated: 4, shared: 1, onlyHere: 1, students: 1, bots: 1 });
    for (const { activated, shared, onlyHere, students, bots } of [web!, api!]) {
      expect(activated).toBe(shared + onlyHere + students + bots);
    }
  });

  test("an organization without members counts zero, never unknown", () => {
    expect(empty).toMatchObject({ logins: 0, people: 0, activated: 0, shared: 0, onlyHere: 0, students: 0, bots: 0 });
  });

  test("double counted is the sum of their own seat-takers beyond the seats used", async () => {
    const { usedSeatCount: used, organizationSeatCount: organizationSeats } = await reloadAccount(account);
    const ownSeatTakers = [web!, api!].map(({ shared, onlyHere }) => shared + onlyHere);
    expect(ownSeatTakers).toEqual([3, 2]);
    expect({ used, organizationSeats }).toEqual({ used: 4, organizationSeats: 5 });
    expect(doubleCounted({ organizationSeats, used })).toBe(1);
  });

  test("are empty for an account without organizations", async () => {
    const { id } = await createAccount();
    expect(await listOrganizationSeats(db, id, AccountOrganizationListing.parse({}))).toEqual({ rows: [], total: 0 });
  });
});

describe("the organizations of an account", () => {
  const names = async (asked: Record<string, unknown>) => (await list(asked)).rows.map(({ login }) => login);

  test("are found by a part of their login, and the total counts what is found", async () => {
    expect(await list({ q: "WEB-of" })).toEqual({ rows: [web], total: 1 });
    expect(await list({ q: "100%" })).toEqual({ rows: [], total: 0 });
  });

  test("are sorted by every number and by name, those never imported last either way", async () => {
    for (const [place, { id }] of [web!, api!].entries()) {
      const importedAt = new Date(Date.UTC(2026, 9, 1 + place));
      await db.update(organizations).set({ importedAt }).where(eq(organizations.id, id));
    }
    const [apiFirst, webFirst] = [
      ["api-of-seats", "web-of-seats", "empty-of-seats"],
      ["web-of-seats", "api-of-seats", "empty-of-seats"],
    ];
    expect(await names({})).toEqual(["api-of-seats", "empty-of-seats", "web-of-seats"]);
    expect(await names({ direction: "desc" })).toEqual(["web-of-seats", "empty-of-seats", "api-of-seats"]);
    for (const sort of ["members", "only_here"]) {
      expect(await names({ sort, direction: "asc" })).toEqual(apiFirst);
      expect(await names({ sort, direction: "desc" })).toEqual(webFirst);
    }
    for (const sort of ["bots", "imported"]) {
      expect(await names({ sort, direction: "asc" })).toEqual(webFirst);
      expect(await names({ sort, direction: "desc" })).toEqual(apiFirst);
    }
    for (const sort of ["activated", "shared", "students"]) {
      expect(await names({ sort, direction: "desc" })).toEqual(apiFirst);
    }
  });

  test("stand each on one page", async () => {
    const pages = [await list({ page: 1 }, 2), await list({ page: 2 }, 2), await list({ page: 3 }, 2)];
    expect(pages.map(({ rows }) => rows.map(({ id }) => id))).toEqual([[api!.id, empty!.id], [web!.id], []]);
    expect(pages.map(({ total }) => total)).toEqual([3, 3, 3]);
  });
});

test("an organization is found by its id and by what Stripe calls it", async () => {
  const { id, login } = await createOrganization([], { serviceId: "60606060" });
  const stripe = { stripeCustomerId: "cus_FoundOnce", stripeSubscriptionId: "sub_FoundOnce" };
  await db.update(organizations).set(stripe).where(eq(organizations.id, id));
  for (const q of [login.slice(3), "60606060", "cus_FoundOnce", "sub_FoundOnce"]) {
    const { rows } = await listOrganizations(db, parseListing(OrganizationListing, { q }));
    expect(rows.map((row) => row.login)).toEqual([login]);
  }
});

test("the list of all organizations counts logins, people each once, and those activated, as the account does", async () => {
  const { rows } = await listOrganizations(db, OrganizationListing.parse({ q: "-of-seats" }));
  expect(rows).toMatchObject(
    [api, empty, web].map((seats) => {
      const { id, logins, people, activated } = seats!;
      return { id, logins, people, activated };
    }),
  );
});

test("S3: the people of an account are its used seats, its students and its bots", async () => {
  const { usedSeatCount, studentCount, botCount } = await reloadAccount(account);
  expect({ usedSeatCount, studentCount, botCount }).toEqual({ usedSeatCount: 4, studentCount: 1, botCount: 1 });
  expect(await db.$count(accountUsers, eq(accountUsers.accountId, account.id))).toBe(6);
});
