import { sql } from "drizzle-orm";
import { isKnownBot } from "@/domain/bots";
import { DomainError } from "@/domain/errors";
import { nameOf } from "@/domain/permissions";
import { auditedTransaction } from "../audited-transaction";
import type { Tx } from "../executor";
import { insertPastAlerts } from "../queries/seat-alerts";
import { updateLedger } from "../queries/seats";
import { accounts } from "../schema/accounts";
import { evidence } from "../schema/evidence";
import { imports } from "../schema/imports";
import { memberships } from "../schema/memberships";
import { type Organization, organizations } from "../schema/organizations";
import { formerLogins, owners, users } from "../schema/people";
import { companiesWithAccount } from "./companies";
import { attachRows, countImported, createRows, importAuditRows, importRows, listPlans, reason } from "./history";
import { insertImportedPeople } from "./imported-people";
import { drawLastSeen } from "./last-seen";
import type { SampleWorld } from "./sample-world";
import { fillSeatHistory, insertPastEntries, listPastActivations } from "./seats";
import { drawWorld } from "./world";

const job = { kind: "system", job: "sample world" } as const;

/** Loads the sample world, the same each time but for its dates, which count back from `now`. Only into an empty database. */
export async function seed(now = new Date()): Promise<void> {
  const world = drawWorld();
  const at = (daysAgo: number) => new Date(now.getTime() - daysAgo * 24 * 60 * 60 * 1000);

  await auditedTransaction(job, ["account.create", "organization.attach", "roster.import"], async (tx) => {
    if ((await tx.$count(accounts)) > 0) {
      throw new DomainError("conflict", "This database has accounts. The sample world is for one that has none.");
    }
    await insertAccounts(tx, at);
    const inserted = await insertOrganizations(tx, world, at);
    const userIds = await insertUsers(tx, world, at);
    const ownerIds = await insertOwners(tx, world, userIds, at);
    await insertMemberships(tx, world, inserted, ownerIds, at);
    await insertEvidence(tx, world, inserted, ownerIds, at);
    await fillLedger(tx, userIds);
    const accountIds = companiesWithAccount.map(({ code }) => code);
    const imported = countImported(world, inserted);
    const plans = listPlans(inserted);
    await tx.insert(imports).values(importRows(imported, inserted, plans, nameOf(job)));
    await insertImportedPeople(tx);
    const past = await insertPastEntries(tx, job, [
      ...createRows(at),
      ...attachRows(inserted),
      ...(await listPastActivations(tx, reason)),
      ...importAuditRows(imported, inserted, plans),
    ]);
    await fillSeatHistory(tx, accountIds, past);
    await insertPastAlerts(tx, accountIds);
    // Each of its rows is there already, with the time at which it would have been written.
    return { data: undefined, audit: [] };
  });
}

type At = (daysAgo: number) => Date;

async function insertAccounts(tx: Tx, at: At): Promise<void> {
  const rows = companiesWithAccount.map(({ code, account, knownDaysAgo }) => {
    const { state, ...facts } = account;
    return {
      id: code,
      ...facts,
      isActive: state !== "inactive" && state !== "closed",
      isDelinquent: state === "delinquent",
      closedAt: state === "closed" ? at(knownDaysAgo / 10) : null,
      createdAt: at(knownDaysAgo),
    };
  });
  await tx.insert(accounts).values(rows);
}

async function insertOrganizations(tx: Tx, world: SampleWorld, at: At): Promise<Organization[]> {
  const rows = world.organizations.map(({ login, company, isAttached, importedDaysAgo, plan }, place) => ({
    service: "github" as const,
    serviceId: sampleServiceId(place),
    login,
    accountId: isAttached ? company.code : null,
    attachedAt: isAttached ? at(company.knownDaysAgo * (0.9 - (place % 7) / 10)) : null,
    importedAt: importedDaysAgo === null ? null : at(importedDaysAgo),
    createdAt: at(company.knownDaysAgo),
    ...plan,
  }));
  return tx.insert(organizations).values(rows).returning();
}

async function insertUsers(tx: Tx, world: SampleWorld, at: At): Promise<number[]> {
  const rows = world.people.map(({ name, kind, daysAgo }) => ({
    name,
    isStudent: kind === "student",
    isBot: kind === "bot",
    createdAt: at(daysAgo),
  }));
  const inserted = await inChunks(rows, (chunk) => tx.insert(users).values(chunk).returning({ id: users.id }));
  return inserted.map(({ id }) => id);
}

async function insertOwners(tx: Tx, world: SampleWorld, userIds: number[], at: At): Promise<number[]> {
  const rows = world.logins.map(({ person, login, mark, isKnownByHost, name, email }, place) => {
    const identity = { service: "github" as const, login, serviceId: isKnownByHost ? sampleServiceId(place) : null };
    const isOnKnownList = isKnownBot(identity);
    return {
      ...identity,
      userId: userIds[person]!,
      name,
      email,
      isStudentByImport: mark === "student" ? true : null,
      isBotByImport: mark === "bot" && !isOnKnownList ? true : null,
      isKnownBot: isOnKnownList,
      createdAt: at(world.people[person]!.daysAgo),
    };
  });
  const inserted = await inChunks(rows, (chunk) => tx.insert(owners).values(chunk).returning({ id: owners.id }));
  const ownerIds = inserted.map(({ id }) => id);
  const former = world.logins.flatMap(({ formerLogins, person }, place) => {
    const until = at(world.people[person]!.daysAgo / 2);
    return formerLogins.map((login) => ({ ownerId: ownerIds[place]!, login, until }));
  });
  await inChunks(former, (chunk) => tx.insert(formerLogins).values(chunk).returning({ id: formerLogins.id }));
  return ownerIds;
}

/** Far above the ids that GitHub has given out. */
function sampleServiceId(place: number): string {
  return String(90_000_000_000 + place * 37);
}

async function insertMemberships(
  tx: Tx,
  world: SampleWorld,
  inserted: Organization[],
  ownerIds: number[],
  at: At,
): Promise<void> {
  const lastSeen = drawLastSeen(world);
  const rows = world.memberships.map(({ organization, login, role, isActivated, daysAgo }, place) => ({
    organizationId: inserted[organization]!.id,
    ownerId: ownerIds[login]!,
    role,
    isActivated,
    activationChangedAt: isActivated ? at(daysAgo) : null,
    lastSeenAt: lastSeen[place] == null ? null : at(lastSeen[place]),
    createdAt: at(daysAgo),
  }));
  await inChunks(rows, async (chunk) => {
    await tx.insert(memberships).values(chunk);
    return [];
  });
}

/** Each organization's roster says it about its own members. */
async function insertEvidence(
  tx: Tx,
  world: SampleWorld,
  inserted: Organization[],
  ownerIds: number[],
  at: At,
): Promise<void> {
  const rows = world.memberships.flatMap(({ organization, login, daysAgo }) => {
    const { verifiedEmail, samlNameId } = world.logins[login]!;
    const values = [
      { kind: "verified_email" as const, value: verifiedEmail },
      { kind: "saml_name_id" as const, value: samlNameId },
    ];
    return values.flatMap(({ kind, value }) => {
      const said = { ownerId: ownerIds[login]!, source: "organization" as const, saidAt: at(daysAgo) };
      return value === null ? [] : [{ ...said, kind, value, organizationId: inserted[organization]!.id }];
    });
  });
  await inChunks(rows, async (chunk) => {
    await tx.insert(evidence).values(chunk);
    return [];
  });
}

/** Somebody is an account's since the first of their memberships was activated in an organization of it. */
async function fillLedger(tx: Tx, userIds: number[]): Promise<void> {
  const accountIds = companiesWithAccount.map(({ code }) => code);
  await updateLedger(tx, accountIds, sql`select unnest(${sql.param(userIds)}::bigint[]) as user_id`);
  await tx.execute(sql`
    update account_users a
    set since = first.at
    from (
      select org.account_id, o.user_id, min(greatest(org.attached_at, m.created_at)) as at
      from memberships m
      join owners o on o.id = m.owner_id
      join organizations org on org.id = m.organization_id
      where m.is_activated and org.account_id is not null
      group by org.account_id, o.user_id
    ) as first
    where first.account_id = a.account_id and first.user_id = a.user_id`);
}

/** A statement has 65,534 parameters at most. */
const chunkSize = 1000;

async function inChunks<Row, Inserted>(
  rows: Row[],
  insert: (chunk: Row[]) => Promise<Inserted[]>,
): Promise<Inserted[]> {
  const inserted: Inserted[] = [];
  for (let start = 0; start < rows.length; start += chunkSize) {
    inserted.push(...(await insert(rows.slice(start, start + chunkSize))));
  }
  return inserted;
}
