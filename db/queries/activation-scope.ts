import { type SQL, sql } from "drizzle-orm";
import { idArray } from "./seats";

/**
 * The memberships that a step is about (S8): in an account, and only of these people, of the people a query finds, in
 * this organization, waiting for a seat, or begun or ended by that change and not changed since.
 */
export type ActivationScope = {
  accountId: string;
  userIds?: readonly number[];
  people?: SQL;
  organizationId?: number;
  isWaiting?: boolean;
  begunBy?: string;
  endedBy?: string;
};

/** Memberships as `m`, their owners as `o` and organizations as `org`. */
export const scoped = sql`
  memberships m
  join owners o on o.id = m.owner_id
  join organizations org on org.id = m.organization_id`;

/** A condition on `scoped`. */
export function inScope(scope: ActivationScope): SQL {
  const { accountId, userIds, people, organizationId, isWaiting = false, begunBy, endedBy } = scope;
  const conditions = [
    sql`org.account_id = ${accountId}`,
    userIds && sql`o.user_id = any(${idArray(userIds)})`,
    people && sql`o.user_id in (${people})`,
    organizationId !== undefined && sql`org.id = ${organizationId}`,
    isWaiting && sql`m.waiting_since is not null`,
    begunBy !== undefined && isAsBegun(begunBy),
    endedBy !== undefined && isAsEnded(endedBy),
  ];
  return sql.join(
    conditions.filter((condition) => condition !== undefined && condition !== false),
    sql` and `,
  );
}

/** A change writes its memberships and its entries in the audit log at the same time, which is that of its transaction. */
function isAsBegun(changeId: string): SQL {
  return sql`m.is_activated and m.activation_changed_at = (
    select created_at from audit_log where change_id = ${changeId} and action = 'person.activate' limit 1
  )`;
}

/** Looked up for each membership by its key. As a join, PostgreSQL expects few rows, and thousands take minutes. */
function isAsEnded(changeId: string): SQL {
  return sql`not m.is_activated and m.activation_changed_at = (
    select at from ended_activations ended
    where ended.change_id = ${changeId} and ended.organization_id = m.organization_id and ended.owner_id = m.owner_id
  )`;
}

/**
 * The people in scope and the outcome for each, as `weighed`, with the number of their memberships that change. Of the
 * people who would take a seat, the first `seatsToGrant` do: the longest membership first, then by login.
 */
export function weighedForActivation(scope: ActivationScope, seatsToGrant: number | undefined): SQL {
  return sql`
    person as materialized (
      select o.user_id, min(m.created_at) as member_since, min(lower(o.login)) as login,
        count(*) filter (where not m.is_activated) as memberships
      from ${scoped} where ${inScope(scope)}
      group by o.user_id
    ),
    claim as (
      select person.*, u.name,
        case
          when person.memberships = 0 then 'already_active'
          when u.kind <> 'seat' then u.kind::text
          when here.user_id is not null then 'already_seated'
          else 'activated'
        end as outcome
      from person
      join users u on u.id = person.user_id
      left join account_users here on here.account_id = ${scope.accountId} and here.user_id = person.user_id
    ),
    weighed as materialized (
      select user_id, name, member_since, login,
        case when is_left_out then 'no_seats' else outcome end as outcome,
        case when is_left_out then 0 else memberships end as memberships
      from (
        select *, outcome = 'activated' and ${seatsToGrant ?? null}::int is not null and row_number() over (
          partition by outcome order by member_since, login, user_id
        ) > ${seatsToGrant ?? null}::int as is_left_out
        from claim
      ) as ranked
    )`;
}

/** S8: the seat is freed if every organization of the account in which they are activated is in scope. */
export function weighedForDeactivation(scope: ActivationScope): SQL {
  return sql`
    person as materialized (
      select o.user_id, min(m.created_at) as member_since, min(lower(o.login)) as login,
        count(*) filter (where m.is_activated) as memberships,
        count(distinct m.organization_id) filter (where m.is_activated) as organizations
      from ${scoped} where ${inScope(scope)}
      group by o.user_id
    ),
    weighed as materialized (
      select person.user_id, u.name, person.member_since, person.login, person.memberships,
        case
          when person.memberships = 0 then 'not_activated'
          when u.kind <> 'seat' then u.kind::text
          when here.organization_count = person.organizations then 'freed'
          else 'still_seated'
        end as outcome
      from person
      join users u on u.id = person.user_id
      left join account_users here on here.account_id = ${scope.accountId} and here.user_id = person.user_id
    )`;
}
