import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { listClusters } from "@/db/queries/suggestions/clusters";
import { countAttachOfEach, listSuggestedOrganizations } from "@/db/queries/suggestions/organization-suggestions";
import { findSuggestionRefresh, lockRefresh } from "@/db/queries/suggestions/suggestion-refreshes";
import type { Account } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { type Organization, organizations } from "@/db/schema/organizations";
import { organizationClusterMembers, organizationClusters, suggestedOrganizations } from "@/db/schema/suggestions";
import { evidencePlaceLimit } from "@/domain/clusters";
import { addMembers, createAccount, createOrganization, createUser, type Person } from "@/test/factories";
import { refreshSuggestions, refresh as refreshWithin } from "./refresh-suggestions";

const job = { kind: "system", job: "suggestions" } as const;
const refresh = () => refreshSuggestions(job);

const people = (count: number, facts: Parameters<typeof createUser>[0] = {}) =>
  Promise.all(Array.from({ length: count }, () => createUser(facts)));
const loginsOf = (some: Person[]) => some.map(({ owners }) => owners[0]!);

const suggestionsOf = async ({ id }: Account) => {
  const rows = await db.select().from(suggestedOrganizations).where(eq(suggestedOrganizations.accountId, id));
  return rows.map(({ accountId: _, ...row }) => row);
};

/** The clusters in which an organization is, each with its members by id. */
async function clustersWith({ id }: Organization) {
  const inIt = sql`(select cluster_id from organization_cluster_members where organization_id = ${id})`;
  const rows = await db.select().from(organizationClusters).where(sql`${organizationClusters.id} in ${inIt}`);
  return Promise.all(
    rows.map(async ({ id: clusterId, ...row }) => {
      const members = await db
        .select({ id: organizationClusterMembers.organizationId })
        .from(organizationClusterMembers)
        .where(eq(organizationClusterMembers.clusterId, clusterId));
      return { ...row, members: members.map((member) => member.id).sort((a, b) => a - b) };
    }),
  );
}

describe("organizations suggested to an account", () => {
  test("are those in no account that share people with it, with the seats that they would bring", async () => {
    const account = await createAccount({ planSeatCount: 50 });
    const [here, newcomers] = [await people(4), await people(3)];
    await createOrganization(loginsOf(here), { account });
    const near = await createOrganization(loginsOf([...here, ...newcomers]));
    const notActivated = await createOrganization(loginsOf(here.slice(0, 2)), { isActivated: false });
    await createOrganization(loginsOf(newcomers));
    await refresh();

    expect(await suggestionsOf(account)).toEqual([
      { organizationId: near.id, sharedPeople: 4, people: 7 },
      { organizationId: notActivated.id, sharedPeople: 2, people: 2 },
    ]);
    const { rows, total } = await listSuggestedOrganizations(db, account.id, 1);
    expect(total).toBe(2);
    const ids = rows.map(({ id }) => id);
    expect(ids).toEqual([near.id, notActivated.id]);
    const attach = await countAttachOfEach(db, account.id, ids);
    expect(attach.get(near.id)).toEqual({ usedBefore: 4, usedAfter: 7, newSeats: 3, overlappingPeople: 4 });
    expect(attach.get(notActivated.id)).toEqual({ usedBefore: 4, usedAfter: 4, newSeats: 0, overlappingPeople: 0 });
  });

  test("count a person once whatever their logins, students too, and no bot", async () => {
    const account = await createAccount({ planSeatCount: 50 });
    const [two] = await people(1, { logins: 2 });
    const [student, bot] = [await createUser({ isStudent: true }), await createUser({ isBot: true })];
    await createOrganization([two!.owners[0]!, ...loginsOf([student, bot])], { account });
    const near = await createOrganization([...two!.owners, ...loginsOf([student, bot])]);
    await refresh();
    expect(await suggestionsOf(account)).toEqual([{ organizationId: near.id, sharedPeople: 2, people: 2 }]);
  });

  test("are gone once they are in an account, before the next refresh too", async () => {
    const [account, other] = [await createAccount({ planSeatCount: 9 }), await createAccount({ planSeatCount: 9 })];
    const here = await people(2);
    await createOrganization(loginsOf(here), { account });
    const near = await createOrganization(loginsOf(here));
    await refresh();
    expect((await listSuggestedOrganizations(db, account.id, 1)).total).toBe(1);

    await db
      .update(organizations)
      .set({ accountId: other.id, attachedAt: sql`now()` })
      .where(eq(organizations.id, near.id));
    expect(await listSuggestedOrganizations(db, account.id, 1)).toEqual({ rows: [], total: 0 });
    await db.update(organizations).set({ accountId: null, attachedAt: null }).where(eq(organizations.id, near.id));
  });

  test("leave out organizations that share only logins found in very many organizations, and count each person once", async () => {
    const account = await createAccount({ planSeatCount: 50 });
    const [service, person] = [await createUser({ logins: 2 }), await createUser()];
    await createOrganization([service.owners[0]!, person.owners[0]!], { account });
    await createOrganization([service.owners[0]!]);
    const both = await createOrganization([service.owners[0]!, person.owners[0]!]);
    for (let count = 3; count < evidencePlaceLimit; count++) {
      // Both logins in one organization are one place more, not two.
      await createOrganization(service.owners);
    }
    await refresh();
    expect(await suggestionsOf(account)).toHaveLength(evidencePlaceLimit - 1);

    await createOrganization([service.owners[1]!]);
    await refresh();
    expect(await suggestionsOf(account)).toEqual([{ organizationId: both.id, sharedPeople: 1, people: 2 }]);
  });

  test("are those of people who are in very many organizations of one account, which is one place", async () => {
    const account = await createAccount({ planSeatCount: 50 });
    const person = await createUser();
    for (let count = 0; count <= evidencePlaceLimit; count++) await createOrganization(person.owners, { account });
    const next = await createOrganization(person.owners);
    await refresh();
    expect(await suggestionsOf(account)).toEqual([{ organizationId: next.id, sharedPeople: 1, people: 1 }]);
  });
});

describe("clusters", () => {
  test("tell what is charged today, what one pool would need, and who is in several", async () => {
    const account = await createAccount({ planSeatCount: 50 });
    const [core, rest, other] = [await people(4), await people(2), await people(3)];
    const [first, second, apart] = [
      await createOrganization(loginsOf([...core, ...rest]), { account }),
      await createOrganization(loginsOf(core), { account }),
      await createOrganization(loginsOf([...core, ...other])),
    ];
    const third = await createOrganization(loginsOf([...core.slice(0, 3), ...(await people(1, { isStudent: true }))]));
    await refresh();

    const [cluster, ...others] = await clustersWith(apart);
    expect(others).toEqual([]);
    expect(cluster).toEqual({
      evidence: "people",
      stripeId: null,
      members: [first.id, second.id, apart.id, third.id],
      organizationCount: 4,
      accountCount: 1,
      people: 4,
      chargedSeats: 6 + 7 + 3,
      pooledSeats: 9,
      soldSeats: null,
      usableSeats: null,
    });
    const shown = { accounts: [{ id: account.id, organizationCount: 2 }], unattachedCount: 2, chargedSeats: 16 };
    for (const q of [apart.login.toUpperCase(), account.name, first.login]) {
      const { rows, total } = await listClusters(db, { q, evidence: "people", page: 1 });
      expect(total).toBe(1);
      expect(rows).toMatchObject([shown]);
    }
    expect(await listClusters(db, { q: apart.login, evidence: "stripe", page: 1 })).toEqual({ rows: [], total: 0 });
  });

  test("come of Stripe too, once where the subscription and the customer say the same", async () => {
    const account = await createAccount({ planSeatCount: 50 });
    const shared = await people(2);
    const [one, two, three, alone] = [
      await createOrganization(loginsOf(shared), { account }),
      await createOrganization(loginsOf(shared)),
      await createOrganization(loginsOf(await people(1))),
      await createOrganization([], { account }),
    ];
    const [subscription, customer, ofAccount] = [randomUUID(), randomUUID(), randomUUID()];
    const sold = (organization: Organization, values: Partial<Organization>) =>
      db.update(organizations).set(values).where(eq(organizations.id, organization.id));
    const both = { stripeSubscriptionId: subscription, stripeCustomerId: customer };
    await sold(one, { ...both, planSeatCount: 20 });
    await sold(two, { ...both, planSeatCount: 20 });
    await refresh();
    expect(await clustersWith(two)).toMatchObject([
      { evidence: "stripe_subscription", stripeId: subscription, soldSeats: 20, usableSeats: 40, people: 2 },
    ]);
    expect(await clustersWith(two)).toMatchObject([{ members: [one.id, two.id], chargedSeats: 4, pooledSeats: 2 }]);

    await sold(three, { stripeCustomerId: customer });
    await refresh();
    expect(await clustersWith(three)).toMatchObject([
      { evidence: "stripe_customer", stripeId: customer, soldSeats: null, usableSeats: null, organizationCount: 3 },
    ]);

    const [left, right] = [await createOrganization(loginsOf(await people(1))), await createOrganization([])];
    const trio = await people(3);
    const twins = [await createOrganization(loginsOf(trio)), await createOrganization(loginsOf(trio))];
    const [twin, pair] = [randomUUID(), randomUUID()];
    for (const organization of twins) await sold(organization, { stripeCustomerId: twin });
    for (const organization of [left, right]) await sold(organization, { stripeCustomerId: pair });
    await refresh();
    expect(await clustersWith(twins[0]!)).toMatchObject([{ evidence: "stripe_customer", people: 3, pooledSeats: 3 }]);
    expect(await clustersWith(left)).toMatchObject([{ people: 0, chargedSeats: 1, pooledSeats: 1 }]);

    for (const organization of [one, alone]) await sold(organization, { stripeSubscriptionId: ofAccount });
    await refresh();
    expect(await clustersWith(alone)).toEqual([]);
  });

  test("are gone from the list once all of them are in one account", async () => {
    const account = await createAccount({ planSeatCount: 50 });
    const shared = await people(3);
    await createOrganization(loginsOf(shared), { account });
    const apart = await createOrganization(loginsOf(shared));
    await refresh();
    const isListed = async () => (await listClusters(db, { q: apart.login, evidence: "all", page: 1 })).total === 1;
    expect(await isListed()).toBe(true);
    const attach = (accountId: string | null) =>
      db
        .update(organizations)
        .set({ accountId, attachedAt: accountId === null ? null : sql`now()` })
        .where(eq(organizations.id, apart.id));
    await attach(account.id);
    expect(await isListed()).toBe(false);
    await attach(null);
  });
});

test("suggestions are as a plain count says, in worlds drawn by chance", async () => {
  const drawnPerson = fc.record({
    logins: fc.integer({ min: 1, max: 2 }),
    kind: fc.constantFrom("seat", "seat", "seat", "student", "bot"),
    /** By organization: not in it, a member, activated; for the first login, then the second. */
    places: fc.array(fc.nat({ max: 3 }), { minLength: 10, maxLength: 10 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(drawnPerson, { minLength: 3, maxLength: 12 }), async (drawn) => {
      const persons = await Promise.all(
        drawn.map(({ logins, kind }) => createUser({ logins, isStudent: kind === "student", isBot: kind === "bot" })),
      );
      const accounts = [await createAccount({ planSeatCount: 99 }), await createAccount({ planSeatCount: 99 })];
      // Two organizations of the first account, one of the second, two of none.
      const places: { organization: Organization; account?: Account; seats: Set<number>; people: Set<number> }[] = [];
      for (const [place, account] of [accounts[0], accounts[0], accounts[1], undefined, undefined].entries()) {
        const rows = drawn.flatMap(({ logins, places: chosen }, index) =>
          persons[index]!.owners.slice(0, logins).map((owner, login) => ({
            owner,
            state: chosen[place * 2 + login]!,
            kind: drawn[index]!.kind,
          })),
        );
        const members = rows.filter(({ state }) => state > 0);
        const active = members.filter(({ state }) => state > 1);
        const organization = await createOrganization(
          active.map(({ owner }) => owner),
          { account },
        );
        const idle = members.filter(({ state }) => state === 1);
        await addMembers(
          organization,
          idle.map(({ owner }) => owner),
          false,
        );
        const idsOf = (some: typeof rows, isCounted: (kind: string) => boolean) =>
          new Set(some.filter(({ kind }) => isCounted(kind)).map(({ owner }) => owner.userId));
        places.push({
          organization,
          account,
          seats: idsOf(active, (kind) => kind === "seat"),
          people: idsOf(members, (kind) => kind !== "bot"),
        });
      }
      await refresh();

      const countShared = (set: Set<number>, other: Set<number>) => [...set].filter((id) => other.has(id)).length;
      const union = (sets: Set<number>[]) => new Set(sets.flatMap((set) => [...set]));
      for (const account of accounts) {
        const mine = places.filter((place) => place.account === account);
        const expected = places
          .filter((place) => place.account === undefined)
          .map(({ organization, people: there }) => ({
            organizationId: organization.id,
            sharedPeople: countShared(there, union(mine.map((place) => place.people))),
            people: there.size,
          }))
          .filter(({ sharedPeople }) => sharedPeople > 0);
        const found = await suggestionsOf(account);
        expect(found.sort((a, b) => a.organizationId - b.organizationId)).toEqual(expected);
      }
      for (const { organization } of places) {
        for (const cluster of await clustersWith(organization)) {
          const inIt = places.filter((place) => cluster.members.includes(place.organization.id));
          const keyOf = ({ account, organization: { id } }: (typeof places)[number]) => account?.id ?? id;
          const groups = [...new Set(inIt.map(keyOf))].map((key) => inIt.filter((place) => keyOf(place) === key));
          const seats = groups.map((group) => union(group.map((place) => place.seats)));
          const members = groups.map((group) => union(group.map((place) => place.people)));
          const shared = [...union(members)].filter((id) => members.filter((set) => set.has(id)).length > 1);
          expect(cluster).toMatchObject({
            chargedSeats: seats.reduce((sum, { size }) => sum + size, 0),
            pooledSeats: union(seats).size,
            people: shared.length,
          });
        }
      }
    }),
    { numRuns: 15 },
  );
}, 120_000);

test("a refresh changes no seat, writes no audit row and says as of when it holds", async () => {
  const before = await db.$count(auditLog);
  const started = Date.now();
  expect(await refresh()).toBe("refreshed");
  const { asOf, isRunning } = await findSuggestionRefresh(db);
  expect(asOf!.getTime()).toBeGreaterThanOrEqual(started - 1000);
  expect(isRunning).toBe(false);
  expect(await db.$count(auditLog)).toBe(before);
  expect(await listSeatDrift(db)).toEqual([]);
});

test("while one refresh runs, another does nothing, what it reads can change, and readers see the last suggestions", async () => {
  const account = await createAccount({ planSeatCount: 9 });
  const here = await people(2);
  const mine = await createOrganization(loginsOf(here), { account });
  const near = await createOrganization(loginsOf(here));
  await refresh();

  await db.transaction(async (tx) => {
    expect(await refreshWithin(tx)).toBe("refreshed");
    expect(await refresh()).toBe("under_way");
    expect((await findSuggestionRefresh(db)).isRunning).toBe(true);
    expect((await listSuggestedOrganizations(db, account.id, 1)).total).toBe(1);
    await db.transaction(async (change) => {
      await change.execute(sql`set local lock_timeout = '1s'`);
      await change.execute(sql`select from organizations where id in (${mine.id}, ${near.id}) for update`);
      await change.execute(sql`select from accounts where id = ${account.id} for update`);
      await change.execute(sql`select from users where id = ${here[0]!.id} for update`);
      await change.execute(sql`select from owners where id = ${here[0]!.owners[0]!.id} for update`);
    });
  });
});

test("a refresh that fails leaves what there was", async () => {
  const account = await createAccount({ planSeatCount: 9 });
  const here = await people(2);
  await createOrganization(loginsOf(here), { account });
  await createOrganization(loginsOf(here));
  await refresh();
  const { asOf } = await findSuggestionRefresh(db);
  const broken = db.transaction(async (tx) => {
    await refreshWithin(tx);
    throw new Error("The process ended.");
  });
  await expect(broken).rejects.toThrow("The process ended.");
  expect(await findSuggestionRefresh(db)).toEqual({ asOf, isRunning: false });
  expect(await suggestionsOf(account)).toHaveLength(1);
  await db.transaction(async (tx) => expect(await lockRefresh(tx)).toBe(true));
});

test("support may not refresh", async () => {
  const support = { kind: "staff", id: "s", email: "s@console.example", role: "support" } as const;
  await expect(refreshSuggestions(support)).rejects.toMatchObject({ code: "forbidden" });
});
