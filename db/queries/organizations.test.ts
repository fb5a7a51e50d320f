import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { type Account, accountUsers, memberships } from "@/db/schema";
import { OrganizationListing } from "@/domain/listings";
import { doubleCounted } from "@/domain/seats";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { listOrganizationSeats, listOrganizations, type OrganizationSeats } from "./organizations";

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
  [api, empty, web] = await listOrganizationSeats(db, account.id);
});

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

  test("are none for an account without organizations", async () => {
    expect(await listOrganizationSeats(db, (await createAccount()).id)).toEqual([]);
  });
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
