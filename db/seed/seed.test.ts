import { asc, count, eq, inArray, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { EvidenceKind } from "@/domain/evidence";
import { UnseenListing } from "@/domain/input/unseen-people";
import { isPossibleLogin } from "@/domain/logins";
import { seatTotals, usedPercent } from "@/domain/seats";
import { trueUpOf } from "@/domain/true-up";
import { unseenBefore } from "@/domain/unseen-people";
import { db } from "../client";
import { listSeatDrift } from "../queries/seat-drift";
import { listSeatChanges, listSeatDays, listTrueUpDays } from "../queries/seat-history";
import { countAttach } from "../queries/seats";
import { listUnseenPeople } from "../queries/unseen-people";
import { boolean, number, readRow, readRows, text } from "../rows";
import { type Account, accounts } from "../schema/accounts";
import { auditLog } from "../schema/audit-log";
import { imports } from "../schema/imports";
import { memberships } from "../schema/memberships";
import { organizations } from "../schema/organizations";
import { owners, users } from "../schema/people";
import { accountUsers } from "../schema/seats";
import { sampleAccounts } from "./companies";
import { seed } from "./seed";

const now = new Date("2026-11-02T09:30:00Z");

beforeAll(() => seed(now));

async function accountNamed(name: string): Promise<Account> {
  const [account] = await db.select().from(accounts).where(eq(accounts.name, name));
  return account!;
}

async function totalsOf(name: string) {
  const account = await accountNamed(name);
  return seatTotals(account, account.usedSeatCount);
}

async function attachCounts(accountName: string, login: string) {
  const { id } = await accountNamed(accountName);
  const [organization] = await db.select().from(organizations).where(eq(organizations.login, login));
  return countAttach(db, id, [organization!.id]);
}

describe("the sample world", () => {
  test("is a dozen accounts, sixty organizations and some 3,000 people, and its ledger agrees with the memberships", async () => {
    expect(await db.$count(accounts)).toBe(12);
    expect(await db.$count(organizations)).toBe(60);
    const people = await db.$count(users);
    expect(people).toBeGreaterThan(2800);
    expect(people).toBeLessThan(3200);
    expect(await listSeatDrift(db)).toEqual([]);
  });

  test("has an account over its seats where overage is allowed, and one where it is blocked", async () => {
    expect(await accountNamed(sampleAccounts.over)).toMatchObject({ overage: "allow" });
    expect(await totalsOf(sampleAccounts.over)).toMatchObject({ used: 231, total: 220, over: 11 });
    expect(await accountNamed(sampleAccounts.overAndBlocked)).toMatchObject({ overage: "block" });
    expect(await totalsOf(sampleAccounts.overAndBlocked)).toMatchObject({ used: 63, total: 60, over: 3 });
  });

  test("has an account at 92 %, one that is full, and one that may go over and has not", async () => {
    expect(usedPercent(await totalsOf(sampleAccounts.nearlyFull))).toBe(92);
    expect(await totalsOf(sampleAccounts.full)).toMatchObject({ used: 24, available: 0, over: 0 });
    expect(await accountNamed(sampleAccounts.allowed)).toMatchObject({ overage: "allow", usedSeatCount: 312 });
    expect(await totalsOf(sampleAccounts.allowed)).toMatchObject({ over: 0 });
  });

  test("has accounts that are inactive, delinquent, closed and without organizations", async () => {
    expect(await accountNamed(sampleAccounts.inactive)).toMatchObject({ isActive: false, closedAt: null });
    expect(await accountNamed(sampleAccounts.delinquent)).toMatchObject({ isActive: true, isDelinquent: true });
    const closed = await accountNamed(sampleAccounts.closed);
    expect(closed).toMatchObject({ isActive: false, organizationCount: 0, usedSeatCount: 0 });
    expect(closed.closedAt).toBeInstanceOf(Date);
    expect(await accountNamed(sampleAccounts.empty)).toMatchObject({ isActive: true, organizationCount: 0 });
    expect(await accountNamed(sampleAccounts.full)).toMatchObject({ organizationCount: 1 });
  });

  test("has a big account where half of the people are in several organizations", async () => {
    const { id, ...big } = await accountNamed(sampleAccounts.big);
    expect(big).toMatchObject({ organizationCount: 9, usedSeatCount: 946, studentCount: 14, botCount: 10 });
    const overlapping = sql`${accountUsers.accountId} = ${id} and kind = 'seat' and organization_count > 1`;
    expect(await db.$count(accountUsers, overlapping)).toBeGreaterThan(946 / 2);
  });

  test("has attached organizations without members, one of them never imported", async () => {
    const empty = await db
      .select({ login: organizations.login, importedAt: organizations.importedAt })
      .from(organizations)
      .where(sql`account_id is not null and not exists (select from memberships where organization_id = id)`)
      .orderBy(asc(organizations.login));
    expect(empty).toEqual([
      { login: "palisandre-archive", importedAt: expect.any(Date) },
      { login: "sundrift-cargo", importedAt: null },
    ]);
  });

  test("has unattached organizations that would cost an account few new seats, or none", async () => {
    expect(await attachCounts(sampleAccounts.big, "nwind-labs")).toMatchObject({ newSeats: 5 });
    expect(await attachCounts(sampleAccounts.big, "nwind-legacy")).toMatchObject({ newSeats: 0 });
    expect(await attachCounts(sampleAccounts.nearlyFull, "brazelia-farmers")).toMatchObject({ newSeats: 14 });
  });

  test("has unattached organizations that overlap each other", async () => {
    const among = await db
      .select({ id: organizations.id })
      .from(organizations)
      .where(inArray(organizations.login, ["aldermere-engine", "aldermere-apps"]));
    const ids = among.map(({ id }) => id);
    const { overlappingPeople } = await countAttach(db, (await accountNamed(sampleAccounts.empty)).id, ids);
    expect(overlappingPeople).toBeGreaterThan(20);
  });

  test("has people in two accounts, and people with two logins in one organization", async () => {
    const perAccount = db.select({ id: accountUsers.userId }).from(accountUsers).groupBy(accountUsers.userId);
    expect(await perAccount.having(sql`count(*) > 1`)).toHaveLength(25);

    const twice = await db
      .select({ id: owners.userId })
      .from(memberships)
      .innerJoin(owners, eq(owners.id, memberships.ownerId))
      .groupBy(memberships.organizationId, owners.userId)
      .having(sql`count(*) > 1`);
    expect(twice.length).toBeGreaterThan(10);
  });

  test("has bots that are known by their login and bots that a roster names", async () => {
    const bots = await db
      .select({ isKnownBot: owners.isKnownBot, isBotByImport: owners.isBotByImport })
      .from(owners)
      .where(eq(owners.isBot, true));
    expect(new Set(bots.map((bot) => JSON.stringify(bot)))).toEqual(
      new Set(['{"isKnownBot":true,"isBotByImport":null}', '{"isKnownBot":false,"isBotByImport":true}']),
    );
  });

  /** Pairs of logins of two people that share this in one account, with whether one of them is a bot. */
  async function pairsSharing(kind: EvidenceKind) {
    const query = sql`
      select distinct one.id, other.id as other_id, org.account_id, one.is_bot <> other.is_bot as with_bot
      from evidence mine
      join evidence theirs on theirs.kind = mine.kind and theirs.key = mine.key
      join owners one on one.id = mine.owner_id
      join owners other on other.id = theirs.owner_id and one.user_id <> other.user_id and one.id < other.id
      join memberships m on m.owner_id = one.id and m.is_activated
      join organizations org on org.id = m.organization_id and org.account_id is not null
      where mine.kind = ${kind} and exists (
        select from memberships n join organizations there on there.id = n.organization_id
        where n.owner_id = other.id and n.is_activated and there.account_id = org.account_id and there.id <> org.id
      )`;
    const pairs = await readRows(db, { accountId: text, withBot: boolean }, query);
    return pairs.map(({ accountId, withBot }) => (withBot ? `${accountId} bot` : accountId)).sort();
  }

  test("has people who are stored twice and could be told by their e-mail, by SAML or by a former login", async () => {
    const byEmail = ["brzl", "brzl", "nwind", "nwind", "nwind", "nwind bot", "okto"];
    expect(await pairsSharing("verified_email")).toEqual(byEmail);
    expect(await pairsSharing("saml_name_id")).toEqual(["nwind", "okto"]);
    const stale = await db.execute(sql`
      select from former_logins f join owners o on lower(o.login) = lower(f.login) and o.service_id is null`);
    expect(stale).toHaveLength(1);
    const humans = await db.$count(owners, eq(owners.isBot, false));
    const isVerified = sql`exists (
      select from evidence e where e.owner_id = ${owners.id} and e.kind = 'verified_email'
    )`;
    expect(await db.$count(owners, isVerified)).toBeGreaterThan(humans / 2);
  });

  test("has logins in accounts that look like bots', of whom nobody said that they are", async () => {
    const likely = await db
      .selectDistinct({ login: owners.login, account: organizations.accountId })
      .from(owners)
      .innerJoin(memberships, eq(memberships.ownerId, owners.id))
      .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
      .where(sql`not ${owners.isBot} and ${owners.login} ~ '-bot_|^(ci|svc)-|^jenkins' and account_id is not null`)
      .orderBy(owners.login);
    expect(likely).toEqual([
      { login: "ci-builder_okto", account: "okto" },
      { login: "jenkins_brzl", account: "brzl" },
      { login: "nwind-deploy-bot_nwind", account: "nwind" },
      { login: "renovate-bot_kest", account: "kest" },
      { login: "svc-release_nwind", account: "nwind" },
    ]);
  });

  test("has unattached organizations that share a subscription or a customer at Stripe, and two accounts of one customer", async () => {
    const query = sql`
      select stripe_customer_id as customer, count(*), count(distinct stripe_subscription_id) as subscriptions,
        max(plan_seat_count) as seats
      from organizations where account_id is null group by 1 having count(*) > 1 and stripe_customer_id is not null
      order by 1`;
    const shared = await readRows(db, { customer: text, count: number, subscriptions: number, seats: number }, query);
    expect(shared).toEqual([
      { customer: "cus_Aldermere01", count: 4, subscriptions: 1, seats: 130 },
      { customer: "cus_Fernhollow01", count: 2, subscriptions: 2, seats: 45 },
    ]);
    const inBoth = sql`${accountUsers.accountId} = 'lume' and user_id in (select user_id from account_users where account_id = 'pali')`;
    expect(await db.$count(accountUsers, inBoth)).toBe(9);
  });

  test("has logins that GitHub could have, and that no ordinary GitHub user has", async () => {
    for (const { login } of await db.select({ login: owners.login }).from(owners)) {
      expect(login).toMatch(/_[a-z]+$|\[bot\]$/);
      expect(isPossibleLogin(login!), login!).toBe(true);
    }
    for (const { login } of await db.select({ login: organizations.login }).from(organizations)) {
      expect(isPossibleLogin(login), login).toBe(true);
    }
  });

  test("lies in the past, and nobody is an account's before their organization was", async () => {
    const later = [
      await db.$count(accounts, sql`created_at > ${now.toISOString()} or closed_at > ${now.toISOString()}`),
      await db.$count(organizations, sql`greatest(attached_at, imported_at, created_at) > ${now.toISOString()}`),
      await db.$count(memberships, sql`created_at > ${now.toISOString()}`),
      await db.$count(
        accountUsers,
        sql`since > ${now.toISOString()} or since < (select min(attached_at) from organizations where organizations.account_id = account_users.account_id)`,
      ),
    ];
    expect(later).toEqual([0, 0, 0, 0]);
  });

  test("has the audit rows and the imports that would have made it", async () => {
    const rows = await db
      .select({ action: auditLog.action, count: count() })
      .from(auditLog)
      .where(eq(auditLog.actor, "system:sample world"))
      .groupBy(auditLog.action)
      .orderBy(asc(auditLog.action));
    expect(rows).toEqual([
      { action: "account.create", count: 12 },
      { action: "organization.attach", count: 44 },
      { action: "person.activate", count: expect.any(Number) },
      { action: "roster.import", count: 59 },
    ]);
    const query = sql`
      select count(*) as disorder from audit_log one join audit_log next on next.id = one.id + 1
      where next.created_at < one.created_at or one.created_at > ${now.toISOString()}`;
    const inserted = await readRow(db, { disorder: number }, query);
    expect(inserted).toEqual({ disorder: 0 });
    const withPlan = await db.$count(auditLog, sql`before ? 'planSeats' and (after ->> 'planSeats')::int > 0`);
    expect(withPlan).toBe(await db.$count(organizations, sql`plan_seat_count > 0`));
    const brought = (await db.select().from(imports)).flatMap(({ result }) => result?.organizations ?? []);
    expect(brought.reduce((sum, { membersAfter }) => sum + membersAfter, 0)).toBe(await db.$count(memberships));
  });

  test("has people whom nobody saw for months, and people of whom nobody says when they were seen", async () => {
    const { id } = await accountNamed(sampleAccounts.big);
    const listing = UnseenListing.parse({});
    const before = unseenBefore(now, listing.days);
    const { inactive, unknown } = await listUnseenPeople(db, id, before, listing);
    const seen = (await accountNamed(sampleAccounts.big)).usedSeatCount - inactive - unknown;
    expect(inactive).toBeGreaterThan(20);
    expect(unknown).toBeGreaterThan(20);
    expect(seen).toBeGreaterThan(inactive + unknown);
  });

  test("is the same each time", async () => {
    const world = async () => ({
      accounts: await db.select().from(accounts).orderBy(accounts.id),
      organizations: await db.select().from(organizations).orderBy(organizations.id),
      users: await db.select().from(users).orderBy(users.id),
      owners: await db.select().from(owners).orderBy(owners.id),
      memberships: await db.select().from(memberships).orderBy(memberships.organizationId, memberships.ownerId),
      accountUsers: await db.select().from(accountUsers).orderBy(accountUsers.accountId, accountUsers.userId),
      imports: await db.select().from(imports).orderBy(imports.id),
    });
    const first = await world();
    await db.execute(sql`truncate accounts, organizations, users, imports restart identity cascade`);
    await seed(now);
    expect(await world()).toEqual(first);
  });

  test("is refused by a database that has accounts, which keeps what it has", async () => {
    await expect(seed(now)).rejects.toThrow("This database has accounts.");
    expect(await db.$count(accounts)).toBe(12);
  });

  test("has a seat history that grows with its people and ends with today's seats", async () => {
    const big = await accountNamed(sampleAccounts.big);
    const days = await listSeatDays(db, big.id, { from: "2024-01-01", to: "2026-11-02" });
    expect(days.length).toBeGreaterThan(900);
    expect(days[0]!.used).toBeLessThan(100);
    expect(days.at(-1)).toMatchObject({ used: big.usedSeatCount, total: big.planSeatCount + big.freeSeatCount });

    const everything = { from: "2020-01-01", to: "2026-11-02", page: 1 };
    const { rows, total } = await listSeatChanges(db, big.id, everything);
    expect(total).toBeGreaterThan(30);
    for (const { cause, at } of rows) expect(cause, String(at)).toMatchObject({ reason: "Sample world" });
    expect(new Set(rows.map(({ cause }) => cause?.action))).toContain("person.activate");

    const over = await accountNamed(sampleAccounts.over);
    const year = await listTrueUpDays(db, over.id, { from: "2025-11-03", to: "2026-11-02" }, "2026-11-03");
    expect(trueUpOf(year)?.owed?.seats).toBe(11);
  });
});
