import type { WorldSize } from "./world-size";

const columns = "organization_id, owner_id, role, is_activated, created_at, last_seen_at";

/**
 * Each person of a company is in each of its organizations or not, by the organization's share of the company. In the
 * large company most people belong to a team, whose people are in the same organizations.
 */
export function companyMembershipsSql(size: WorldSize): string {
  const prospect = size.largeOrganizations + 1;
  return `
    insert into memberships (${columns})
    select o.id, p.id, ${role("p.id", "o.id")}, p.is_active and world.draw(p.id, 7 * o.id) < 0.97, world.moment(p.id, 11 * o.id, 900), ${lastSeen("p.id", "o.id")}
    from (select * from world.organizations order by id) o
    join world.people p on p.company_id = o.company_id
    left join world.seconds s on s.person_id = p.id
    where world.draw(coalesce(p.team, p.id), o.id) < o.share * (case when p.team is null then p.activity else 1 end)
      and (s.owner_id is null or world.draw(s.owner_id, o.id) not between 0.7 and 0.9);

    insert into memberships (${columns})
    select o.id, s.owner_id, ${role("s.owner_id", "o.id")}, p.is_active and world.draw(s.owner_id, 7 * o.id) < 0.9,
      world.moment(s.owner_id, 11 * o.id, 600), ${lastSeen("s.owner_id", "o.id")}
    from (select * from world.organizations order by id) o
    join world.people p on p.company_id = o.company_id and p.has_second
    join world.seconds s on s.person_id = p.id
    where world.draw(coalesce(p.team, p.id), o.id) < o.share * (case when p.team is null then p.activity else 1 end)
      and world.draw(s.owner_id, o.id) > 0.7;

    insert into memberships (${columns})
    select distinct on (p.id) ${prospect}, p.id, 'member'::membership_role, true, world.moment(p.id, ${prospect}, 300),
      null::timestamptz
    from generate_series(1, ${size.prospectNewcomers}) n
    join world.people p on p.id = ${size.largePeople} + 1 + (world.draw(n, 60) * ${size.people - size.largePeople - size.mergedPeople - size.serviceLogins - 1})::bigint
    order by p.id;`;
}

/** Communities draw their members from everybody; service logins are in up to a tenth of all organizations. */
export function otherMembershipsSql(size: WorldSize): string {
  const first = size.organizations - size.communities;
  const lastPerson = size.people - size.mergedPeople - size.serviceLogins;
  return `
    insert into memberships (${columns})
    select c.id, m.owner_id, ${role("m.owner_id", "c.id")}, world.draw(m.owner_id, 7 * c.id) < 0.35, world.moment(m.owner_id, 11 * c.id, 900), ${lastSeen("m.owner_id", "c.id")}
    from (
      select ${first} + n as id,
        least(${Math.round(lastPerson * 0.3)}, round(${size.communityMembers} * power(n, -0.5) / sum(power(n, -0.5)) over ()))::int as members
      from generate_series(1, ${size.communities}) n
      order by n
    ) c
    cross join lateral (
      select distinct 1 + (world.draw(n, c.id) * ${lastPerson - 1})::bigint as owner_id from generate_series(1, c.members) n order by 1
    ) m
    join owners o on o.id = m.owner_id and o.service = 'github';

    insert into memberships (${columns})
    select org.id, o.id, 'member', world.draw(o.id, 7 * org.id) < 0.9, world.moment(o.id, 11 * org.id, 400), null
    from owners o
    join organizations org on org.service = 'github' and world.draw(o.id, org.id) < 0.12 * world.draw(o.id, 61)
    where o.id between ${lastPerson + 1} and ${lastPerson + size.serviceLogins}
    order by org.id, o.id;`;
}

function role(owner: string, organization: string): string {
  return `case when world.draw(${owner}, 3 * ${organization}) < 0.03 then 'admin' else 'member' end::membership_role`;
}

/** Where a host said it. The same draw as of when they came, and less far back: never before it. */
function lastSeen(owner: string, organization: string): string {
  return `case when world.draw(${owner}, 5 * ${organization}) < 0.6 then world.moment(${owner}, 11 * ${organization}, 400) end`;
}
