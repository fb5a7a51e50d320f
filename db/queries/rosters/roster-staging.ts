import { type SQL, sql } from "drizzle-orm";
import { isKnownBot } from "@/domain/bots";
import type { RosterSet } from "@/domain/rosters";
import type { Service } from "@/domain/services";
import type { Tx } from "../../executor";

/** Rows of one statement: large enough to be quick, small enough to keep the process small. */
const chunk = 5_000;

/**
 * Puts a roster set where SQL can work on it as a set: tables of this transaction alone. `n` is the place of an owner
 * in the set; `owner_id` says who it is once `resolveOwners` ran.
 */
export async function stageRosters(tx: Tx, service: Service, rosters: RosterSet): Promise<void> {
  await tx.execute(sql`
    create temp table roster_organizations (
      place int primary key, login text not null, organization_id bigint
    ) on commit drop`);
  await tx.execute(sql`
    create temp table roster_owners (
      n int primary key, login text, service_id text, name text, email text,
      verified_email text, saml_name_id text, is_student boolean, is_bot boolean, is_known_bot boolean not null,
      owner_id bigint, joined_id bigint, released_id bigint, user_id bigint, is_new boolean not null default false
    ) on commit drop`);
  await tx.execute(sql`
    create temp table roster_memberships (
      place int not null, n int not null, role membership_role, is_activated boolean,
      last_seen_at timestamptz, organization_id bigint, owner_id bigint
    ) on commit drop`);
  await tx.execute(sql`
    create temp table roster_plans (
      login text not null, plan_seats int, stripe_customer text, stripe_subscription text, organization_id bigint
    ) on commit drop`);
  await tx.execute(sql`create temp table changed_people (user_id bigint not null) on commit drop`);
  await tx.execute(sql`create temp table changed_owners (owner_id bigint not null) on commit drop`);

  await tx.execute(sql`
    insert into roster_organizations (place, login)
    select ordinality - 1, login
    from unnest(${sql.param(rosters.organizations.map(({ login }) => login))}::text[]) with ordinality as named (login)`);

  const { plans } = rosters;
  await tx.execute(sql`
    insert into roster_plans (login, plan_seats, stripe_customer, stripe_subscription)
    select * from unnest(
      ${sql.param(plans.map(({ organization }) => organization))}::text[],
      ${sql.param(plans.map(({ planSeats }) => planSeats))}::int[],
      ${sql.param(plans.map(({ stripeCustomer }) => stripeCustomer))}::text[],
      ${sql.param(plans.map(({ stripeSubscription }) => stripeSubscription))}::text[]
    )`);
  await inChunks(rosters.owners, (owners, start) =>
    tx.execute(sql`
      insert into roster_owners
        (n, login, service_id, name, email, verified_email, saml_name_id, is_student, is_bot, is_known_bot)
      select ${start}::int + ordinality - 1,
        login, service_id, name, email, verified_email, saml_name_id, is_student, is_bot, is_known_bot
      from unnest(
        ${sql.param(owners.map(({ login }) => login))}::text[],
        ${sql.param(owners.map(({ serviceId }) => serviceId))}::text[],
        ${sql.param(owners.map(({ name }) => name))}::text[],
        ${sql.param(owners.map(({ email }) => email))}::text[],
        ${sql.param(owners.map(({ verifiedEmail }) => verifiedEmail))}::text[],
        ${sql.param(owners.map(({ samlNameId }) => samlNameId))}::text[],
        ${booleans(owners.map(({ isStudent }) => isStudent))},
        ${booleans(owners.map(({ isBot }) => isBot))},
        ${booleans(owners.map(({ login, serviceId }) => isKnownBot({ service, login, serviceId })))}
      ) with ordinality as said
        (login, service_id, name, email, verified_email, saml_name_id, is_student, is_bot, is_known_bot, ordinality)`),
  );
  await inChunks(rosters.memberships, (memberships) =>
    tx.execute(sql`
      insert into roster_memberships (place, n, role, is_activated, last_seen_at)
      select * from unnest(
        ${sql.param(memberships.map(({ organization }) => organization))}::int[],
        ${sql.param(memberships.map(({ owner }) => owner))}::int[],
        ${sql.param(memberships.map(({ role }) => role))}::membership_role[],
        ${booleans(memberships.map(({ isActivated }) => isActivated))},
        ${sql.param(memberships.map(({ lastSeenAt }) => lastSeenAt?.toISOString() ?? null))}::text[]::timestamptz[]
      )`),
  );
  await tx.execute(sql`create index on roster_owners (lower(login))`);
  await tx.execute(sql`create index on roster_owners (service_id)`);
  await tx.execute(sql`create index on roster_owners (owner_id)`);
  await tx.execute(sql`analyze roster_owners, roster_memberships, roster_organizations, roster_plans`);
}

/** As words, because the driver takes an array that begins with a boolean for a single one. */
function booleans(values: (boolean | null)[]): SQL {
  return sql`${sql.param(values.map((value) => (value === null ? null : String(value))))}::text[]::boolean[]`;
}

async function inChunks<Row>(rows: Row[], insert: (rows: Row[], start: number) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += chunk) await insert(rows.slice(start, start + chunk), start);
}
