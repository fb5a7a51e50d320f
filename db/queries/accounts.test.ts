import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { AccountListing } from "@/domain/input/listings";
import { accountSeatFilters, pageSize } from "@/domain/listings";
import { seatVerdict } from "@/domain/seat-check";
import { createAccount, createOrganization, createUser, unique } from "@/test/factories";
import { db } from "../client";
import { type Account, accounts } from "../schema/accounts";
import { plans } from "../schema/plans";
import { countBySeats, findAccount, listAccounts, sumAccounts } from "./accounts";
import { listRecounts } from "./seat-drift";

type Facts = Partial<typeof accounts.$inferInsert>;

/** Accounts of this test alone, found by the name they share; the counts are given, not earned. */
async function createFamily(members: Record<string, Facts>) {
  const family = unique();
  for (const [name, facts] of Object.entries(members)) {
    const account = await createAccount({ name: `${family} ${name}` });
    const counts = { organizationSeatCount: facts.usedSeatCount };
    if (Object.keys(facts).length > 0) {
      await db
        .update(accounts)
        .set({ ...counts, ...facts })
        .where(eq(accounts.id, account.id));
    }
  }
  const list = async (asked: Partial<AccountListing> = {}) => {
    const listing = AccountListing.parse({ q: family, ...asked });
    const { rows, total } = await listAccounts(db, listing);
    return {
      listing,
      names: rows.map(({ name }) => name.slice(family.length + 1)),
      total,
      sums: await sumAccounts(db, listing),
    };
  };
  return list;
}

describe("filters", () => {
  test("show active accounts unless asked for others", async () => {
    const list = await createFamily({
      open: {},
      paused: { isActive: false },
      gone: { isActive: false, closedAt: new Date() },
    });
    expect((await list()).names).toEqual(["open"]);
    expect((await list({ status: "inactive" })).names).toEqual(["paused"]);
    expect((await list({ status: "closed" })).names).toEqual(["gone"]);
    expect((await list({ status: "all" })).names).toEqual(["gone", "open", "paused"]);
  });

  test("tell over from 90 per cent or more, without a seat too", async () => {
    const list = await createFamily({
      "89 of 100": { planSeatCount: 100, usedSeatCount: 89 },
      "90 of 100": { planSeatCount: 100, usedSeatCount: 90 },
      "100 of 100": { planSeatCount: 100, usedSeatCount: 100 },
      "101 of 100": { planSeatCount: 100, usedSeatCount: 101 },
      "3 of 0": { planSeatCount: 0, usedSeatCount: 3 },
      "0 of 0": { planSeatCount: 0 },
    });
    expect((await list({ seats: "over" })).names).toEqual(["101 of 100", "3 of 0"]);
    expect((await list({ seats: "nearly_full" })).names).toEqual(["100 of 100", "101 of 100", "3 of 0", "90 of 100"]);
  });

  test("count each group of a listing, and what matches in another status", async () => {
    const list = await createFamily({
      over: { planSeatCount: 10, usedSeatCount: 11, unitPriceCents: 900 },
      full: { planSeatCount: 10, usedSeatCount: 9 },
      empty: { planSeatCount: 0 },
      gone: { planSeatCount: 0, isActive: false, closedAt: new Date() },
    });
    const { listing } = await list();
    const { bySeats, elsewhere } = await countBySeats(db, listing);
    expect(bySeats).toMatchObject({ any: 3, over: 1, nearly_full: 2, no_seats: 1 });
    expect(elsewhere).toBe(1);
    for (const seats of accountSeatFilters) {
      expect((await listAccounts(db, { ...listing, seats })).total).toBe(bySeats[seats]);
    }
    expect((await countBySeats(db, { ...listing, status: "all" })).elsewhere).toBe(0);
  });

  test("find accounts without a price, of their own or of their plan", async () => {
    const [priced, unpriced] = [`priced-${unique()}`, `unpriced-${unique()}`];
    const terms = { tier: "enterprise", billingRate: "monthly" } as const;
    await db.insert(plans).values([
      { name: priced, title: priced, unitPriceCents: 900, ...terms },
      { name: unpriced, title: unpriced, unitPriceCents: null, ...terms },
    ]);
    const list = await createFamily({
      "by plan": { plan: priced },
      own: { plan: unpriced, unitPriceCents: 800 },
      none: { plan: unpriced },
    });
    expect((await list({ seats: "no_price" })).names).toEqual(["none"]);
  });

  test("keep one plan", async () => {
    const list = await createFamily({ yearly: { plan: "users-enterprisey" }, monthly: {} });
    expect((await list({ plan: "users-enterprisey" })).names).toEqual(["yearly"]);
  });

  test("search for a text as it is written, wildcards too", async () => {
    const list = await createFamily({ "100% Cotton": {}, "1000 Cottons": {} });
    const family = (await list()).total;
    expect(family).toBe(2);
    const { rows } = await listAccounts(db, AccountListing.parse({ q: "100% cotton" }));
    expect(rows.every(({ name }) => name.endsWith("100% Cotton"))).toBe(true);
  });
});

describe("sorts", () => {
  test.each([
    ["name", ["big", "Middle", "small"]],
    ["plan", ["small", "big", "Middle"]],
    ["organizations", ["small", "Middle", "big"]],
    ["people", ["small", "big", "Middle"]],
    ["used", ["small", "Middle", "big"]],
    ["total", ["big", "small", "Middle"]],
    ["double_counted", ["Middle", "small", "big"]],
    ["over", ["Middle", "small", "big"]],
  ] as const)("by %s, both ways", async (sort, names) => {
    const list = await createFamily({
      big: {
        plan: "users-enterprisey",
        planSeatCount: 5,
        usedSeatCount: 40,
        organizationSeatCount: 90,
        organizationCount: 9,
      },
      Middle: {
        plan: "users-pr-inappm",
        planSeatCount: 60,
        freeSeatCount: 40_000,
        usedSeatCount: 30,
        studentCount: 70,
        organizationCount: 5,
      },
      small: { planSeatCount: 10, usedSeatCount: 20, organizationSeatCount: 25, organizationCount: 1 },
    });
    expect((await list({ sort })).names).toEqual(names);
    expect((await list({ sort, direction: "desc" })).names).toEqual([...names].reverse());
  });
});

test("sums go over the whole filtered list, not over a page of it, and a person in two accounts counts in each", async () => {
  const count = pageSize + 1;
  const member: Facts = {
    planSeatCount: 3,
    freeSeatCount: 1,
    usedSeatCount: 5,
    organizationSeatCount: 7,
    studentCount: 2,
    botCount: 1,
    organizationCount: 2,
  };
  const list = await createFamily(
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}`, member])),
  );
  const { names, total, sums } = await list();
  expect(names).toHaveLength(pageSize);
  expect(total).toBe(count);
  expect(sums).toEqual({
    organizations: 2 * count,
    people: 8 * count,
    used: 5 * count,
    total: 4 * count,
    doubleCounted: 2 * count,
    over: count,
  });
  expect((await list({ page: 2 })).names).toHaveLength(1);
  expect(await list({ page: 3 })).toMatchObject({ names: [], total: count });
});

test("sums of nothing are zero", async () => {
  const list = await createFamily({});
  expect(await list()).toMatchObject({
    names: [],
    total: 0,
    sums: { organizations: 0, people: 0, used: 0, total: 0, doubleCounted: 0, over: 0 },
  });
});

test("a mistyped address of an account finds none", async () => {
  expect(await findAccount(db, "no such account")).toBeUndefined();
});

describe("seat check", () => {
  async function createOfTwo(facts: Parameters<typeof createAccount>[0] = {}): Promise<Account> {
    const account = await createAccount({ planSeatCount: 2, ...facts });
    const people = [await createUser(), await createUser(), await createUser({ isBot: true })];
    await createOrganization(
      people.flatMap(({ owners }) => owners),
      { account },
    );
    return account;
  }

  test("reports every account asked for, whatever is wrong with the first", async () => {
    const differing = await createOfTwo({ name: `A ${crypto.randomUUID()}` });
    await db.update(accounts).set({ usedSeatCount: 1 }).where(eq(accounts.id, differing.id));
    const over = await createOfTwo({ name: `B ${crypto.randomUUID()}`, planSeatCount: 0, overage: "allow" });
    const fitting = await createOfTwo({ name: `C ${crypto.randomUUID()}` });
    const empty = await createAccount({ name: `D ${crypto.randomUUID()}` });

    const asked = [differing, over, fitting, empty].map(({ id }) => id);
    const recounts = await listRecounts(db, [...asked, "no such account"]);
    expect(recounts.map(({ accountId }) => accountId)).toEqual(asked);
    expect(recounts.map((recount) => seatVerdict(recount).words)).toEqual(["differs", "over by 2", "fits", "fits"]);
    expect(recounts[0]).toMatchObject({ used: 1, recountedUsed: 2, total: 2 });
  });

  test("of no account is empty", async () => {
    expect(await listRecounts(db, [])).toEqual([]);
  });
});
