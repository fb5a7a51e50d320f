import { type SQL, sql } from "drizzle-orm";
import { isKnownBot } from "@/domain/bots";
import type { EffectKind } from "@/domain/imports";
import type { RosterSet } from "@/domain/rosters";
import { StartOver } from "../../errors";
import type { Tx } from "../../executor";
import { number, readRows, writeRows } from "../../rows";

/**
 * One import of a roster set. Its steps work on the set in temporary tables of its transaction, and each file of this
 * folder is one step, in the order in which `changes/imports/import-rosters.ts` calls them.
 */
export type RosterRun = {
  tx: Tx;
  rosters: RosterSet;
  /** The organizations with a roster, those with an old plan, and the new ones among both. */
  organizationIds: number[];
  planOrganizationIds: number[];
  newOrganizationIds: ReadonlySet<number>;
};

/** Rows of one statement: large enough to be quick, small enough to keep the process small. */
const chunk = 5_000;

/** Puts a roster set into the temporary tables, and adds its organizations that are not known yet. */
export async function beginRosterRun(tx: Tx, rosters: RosterSet): Promise<RosterRun> {
  for (const table of tables) await tx.execute(table);
  await stageOrganizations(tx, rosters);
  await stageOwners(tx, rosters);
  await stageMemberships(tx, rosters);
  await stageEvidence(tx, rosters);
  for (const index of indexes) await tx.execute(index);
  return { tx, rosters, ...(await insertOrganizations(tx, rosters)) };
}

/**
 * `place` and `n` are the places of an organization and an owner in the set. An effect on a login is in no organization;
 * it has a login of its own where that is not the owner's any longer.
 */
const tables = [
  sql`create temp table roster_organizations (
    place int primary key, login text not null, source text not null, says_roles boolean not null,
    admin_count int not null, organization_id bigint
  ) on commit drop`,
  sql`create temp table roster_plans (
    login text not null, plan_seats int, stripe_customer text, stripe_subscription text, organization_id bigint
  ) on commit drop`,
  sql`create temp table roster_owners (
    n int primary key, login text, service_id text, names text[] not null, emails text[] not null,
    name text generated always as (names[array_upper(names, 1)]) stored,
    email text generated always as (emails[array_upper(emails, 1)]) stored,
    is_student boolean, is_bot boolean, is_known_bot boolean not null,
    owner_id bigint, joined_id bigint, released_id bigint, user_id bigint, is_new boolean not null default false
  ) on commit drop`,
  sql`create temp table roster_memberships (
    place int not null, n int not null, role membership_role, is_activated boolean,
    last_seen_at timestamptz, organization_id bigint, owner_id bigint
  ) on commit drop`,
  sql`create temp table roster_evidence (
    place int not null, n int not null, kind evidence_kind not null, value text not null
  ) on commit drop`,
  sql`create temp table roster_effects (
    organization_id bigint, owner_id bigint not null, kind text not null, login text, detail text
  ) on commit drop`,
  sql`create temp table changed_owners (owner_id bigint not null) on commit drop`,
  sql`create temp table changed_people (user_id bigint not null) on commit drop`,
];

const indexes = [
  sql`create index on roster_owners (lower(login))`,
  sql`create index on roster_owners (service_id)`,
  sql`create index on roster_owners (owner_id)`,
  sql`analyze roster_owners, roster_memberships, roster_evidence, roster_organizations, roster_plans`,
];

async function stageOrganizations(tx: Tx, { organizations, plans }: RosterSet): Promise<void> {
  await tx.execute(sql`
    insert into roster_organizations (place, login, source, says_roles, admin_count)
    select ordinality - 1, login, source, says_roles, admin_count
    from unnest(
      ${sql.param(organizations.map(({ login }) => login))}::text[],
      ${sql.param(organizations.map(({ source }) => source))}::text[],
      ${booleans(organizations.map(({ saysRoles }) => saysRoles))},
      ${sql.param(organizations.map(({ adminCount }) => adminCount))}::int[]
    ) with ordinality as named (login, source, says_roles, admin_count, ordinality)`);
  await tx.execute(sql`
    insert into roster_plans (login, plan_seats, stripe_customer, stripe_subscription)
    select * from unnest(
      ${sql.param(plans.map(({ organization }) => organization))}::text[],
      ${sql.param(plans.map(({ planSeats }) => planSeats))}::int[],
      ${sql.param(plans.map(({ stripeCustomer }) => stripeCustomer))}::text[],
      ${sql.param(plans.map(({ stripeSubscription }) => stripeSubscription))}::text[]
    )`);
}

async function stageOwners(tx: Tx, { service, owners }: RosterSet): Promise<void> {
  await inChunks(owners, (chunk, start) =>
    tx.execute(sql`
      insert into roster_owners (n, login, service_id, names, emails, is_student, is_bot, is_known_bot)
      select ${start}::int + ordinality - 1, login, service_id,
        array(select jsonb_array_elements_text(names::jsonb)), array(select jsonb_array_elements_text(emails::jsonb)),
        is_student, is_bot, is_known_bot
      from unnest(
        ${sql.param(chunk.map(({ login }) => login))}::text[],
        ${sql.param(chunk.map(({ serviceId }) => serviceId))}::text[],
        ${sql.param(chunk.map(({ names }) => JSON.stringify(names)))}::text[],
        ${sql.param(chunk.map(({ emails }) => JSON.stringify(emails)))}::text[],
        ${booleans(chunk.map(({ isStudent }) => isStudent))},
        ${booleans(chunk.map(({ isBot }) => isBot))},
        ${booleans(chunk.map(({ login, serviceId }) => isKnownBot({ service, login, serviceId })))}
      ) with ordinality as said (login, service_id, names, emails, is_student, is_bot, is_known_bot, ordinality)`),
  );
}

async function stageMemberships(tx: Tx, { memberships }: RosterSet): Promise<void> {
  await inChunks(memberships, (chunk) =>
    tx.execute(sql`
      insert into roster_memberships (place, n, role, is_activated, last_seen_at)
      select * from unnest(
        ${sql.param(chunk.map(({ organization }) => organization))}::int[],
        ${sql.param(chunk.map(({ owner }) => owner))}::int[],
        ${sql.param(chunk.map(({ role }) => role))}::membership_role[],
        ${booleans(chunk.map(({ isActivated }) => isActivated))},
        ${sql.param(chunk.map(({ lastSeenAt }) => lastSeenAt?.toISOString() ?? null))}::text[]::timestamptz[]
      )`),
  );
}

async function stageEvidence(tx: Tx, { memberships }: RosterSet): Promise<void> {
  const said = memberships.flatMap(({ organization: place, owner: n, verifiedEmails, samlNameIds }) => [
    ...verifiedEmails.map((value) => ({ place, n, kind: "verified_email", value })),
    ...samlNameIds.map((value) => ({ place, n, kind: "saml_name_id", value })),
  ]);
  await inChunks(said, (chunk) =>
    tx.execute(sql`
      insert into roster_evidence (place, n, kind, value)
      select * from unnest(
        ${sql.param(chunk.map(({ place }) => place))}::int[],
        ${sql.param(chunk.map(({ n }) => n))}::int[],
        ${sql.param(chunk.map(({ kind }) => kind))}::evidence_kind[],
        ${sql.param(chunk.map(({ value }) => value))}::text[]
      )`),
  );
}

/** As text, because the driver takes an array that begins with a boolean for a single one. */
function booleans(values: (boolean | null)[]): SQL {
  return sql`${sql.param(values.map((value) => (value === null ? null : String(value))))}::text[]::boolean[]`;
}

async function inChunks<Row>(rows: Row[], insert: (rows: Row[], start: number) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += chunk) await insert(rows.slice(start, start + chunk), start);
}

type OrganizationIds = Pick<RosterRun, "organizationIds" | "planOrganizationIds" | "newOrganizationIds">;

async function insertOrganizations(tx: Tx, { service }: RosterSet): Promise<OrganizationIds> {
  const made = await writeRows(
    tx,
    { id: number },
    sql`
      insert into organizations (service, login)
      select ${service}, login from (
        select login from roster_organizations
        union all
        select login from roster_plans p
        where not exists (select from roster_organizations r where lower(r.login) = lower(p.login))
      ) as named
      order by lower(login)
      on conflict do nothing
      returning id`,
  );
  const found = (staged: SQL) =>
    writeRows(
      tx,
      { id: number },
      sql`
        update ${staged} staged set organization_id = o.id
        from organizations o
        where o.service = ${service} and lower(o.login) = lower(staged.login) and o.removed_at is null
        returning o.id`,
    );
  const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);
  return {
    organizationIds: ids(await found(sql`roster_organizations`)),
    planOrganizationIds: ids(await found(sql`roster_plans`)),
    newOrganizationIds: new Set(ids(made)),
  };
}

/** Starts over if an organization got another name or was removed before it was held. */
export async function requireOrganizationsHeld({ tx }: RosterRun): Promise<void> {
  const moved = await readRows(
    tx,
    { id: number },
    sql`
      select o.id
      from (
        select organization_id, login from roster_organizations
        union all
        select organization_id, login from roster_plans
      ) as staged
      join organizations o on o.id = staged.organization_id
      where o.removed_at is not null or lower(o.login) <> lower(staged.login)
      limit 1`,
  );
  if (moved.length > 0) throw new StartOver();
}

/** Runs a statement that returns the memberships it changes as `m`, and notes what happened to each. */
export async function noteEffects(
  { tx }: RosterRun,
  kind: EffectKind,
  changing: SQL,
  detail = sql`null`,
): Promise<void> {
  await tx.execute(sql`
    with changed as (${changing} returning m.organization_id, m.owner_id, ${detail} as detail)
    insert into roster_effects (organization_id, owner_id, kind, detail)
    select organization_id, owner_id, ${kind}, detail from changed`);
}

/** The people to whom steps of these kinds happened. */
export function affectedPeople(...kinds: EffectKind[]): SQL {
  return sql`
    select o.user_id from roster_effects e join owners o on o.id = e.owner_id
    where e.kind = any(${sql.param(kinds)}::text[])`;
}
