import type { WorldSize } from "./world-size";

/**
 * Who there is: companies, of which the first few are huge and most have five people and an organization or two.
 * Company 0 is the large one. People and organizations of a company have ids that follow each other.
 */
export function companiesSql(size: WorldSize): string {
  const people = size.people - size.largePeople - size.serviceLogins - size.mergedPeople;
  const own = size.largeOrganizations + size.largeProspects;
  const organizations = size.organizations - own - size.communities;
  return `
    create unlogged table world.companies as
    with weights as (
      select id, power(id, -0.8) as people, power(id, -0.5) as organizations from generate_series(1, ${size.companies}) id
    ),
    ends as (
      select id,
        round(${people} * sum(people) over (order by id) / sum(people) over ())::bigint as last_person,
        round(${organizations} * sum(organizations) over (order by id) / sum(organizations) over ())::bigint as last_organization
      from weights
    ),
    ranges as (
      select 0 as id, 1::bigint as first_person, ${size.largePeople}::bigint as last_person,
        1::bigint as first_organization, ${own}::bigint as last_organization
      union all
      select id,
        ${size.largePeople} + 1 + lag(last_person, 1, 0::bigint) over (order by id), ${size.largePeople} + last_person,
        ${own} + 1 + lag(last_organization, 1, 0::bigint) over (order by id), ${own} + last_organization
      from ends
    )
    select ranges.*,
      world.syllable(id, 0) || world.syllable(id, 1) || world.syllable(id, 2) as code,
      case when id = 0 or world.draw(id, 1) < 0.94 then 'github' when world.draw(id, 1) < 0.98 then 'gitlab' else 'bitbucket' end::service
        as service,
      id > 0 and world.draw(id, 2) < 0.02 as is_school,
      null::text as account_id, null::text as second_account_id, null::text as name
    from ranges order by id;
    alter table world.companies add primary key (id);`;
}

/** One customer a company, a second one where a company bought twice; the others have no organizations, some are closed. */
export function accountsSql(size: WorldSize): string {
  const split = Math.round(size.accounts * 0.02);
  const empty = Math.round(size.accounts * 0.03);
  const single = size.accounts - split - empty;
  return `
    update world.companies set name = initcap(code) || ' ' || world.pick(world.industries(), id, 3);
    update world.companies c
    set account_id = md5('account ' || c.id)::uuid::text,
      second_account_id = case when chosen.place between 2 and ${split + 1} then md5('second account ' || c.id)::uuid::text end
    from (select id, row_number() over (order by id > 0, world.draw(id, 4)) as place from world.companies) chosen
    where chosen.id = c.id and chosen.place <= ${single};

    create unlogged table world.accounts as
    select account_id as id, id as company_id, name from world.companies where account_id is not null
    union all
    select second_account_id, id, name || ' (divisions)' from world.companies where second_account_id is not null
    union all
    select md5('empty account ' || n)::uuid::text, -n, initcap(world.syllable(n, 2) || world.syllable(n, 0)) || ' Ventures ' || n
    from generate_series(1, ${empty}) n;

    insert into accounts (id, name, is_active, is_delinquent, closed_at, plan, plan_seat_count, free_seat_count, overage,
      unit_price_cents, created_at)
    select id, name, not (is_closed or is_inactive), world.draw(number, 6) < 0.01,
      case when is_closed then world.moment(number, 7, 200) end,
      world.pick(array['users-enterprisem', 'users-enterprisey', 'users-pr-inappy', 'users-teamm'], number, 8),
      1, case when world.draw(number, 9) < 0.1 then 5 else 0 end,
      case when world.draw(number, 10) < 0.2 then 'allow' else 'block' end::overage,
      case when world.draw(number, 11) < 0.3 then 500 + (world.draw(number, 12) * 20)::int * 50 end,
      world.moment(number, 13, 1500)
    from (
      select *, hashtextextended(id, 0) as number,
        company_id < 0 and company_id % 3 = 0 as is_closed,
        company_id <> 0 and world.draw(company_id, 5) < 0.02 as is_inactive
      from world.accounts
    ) as numbered
    order by id;`;
}

/** `share` is which part of the company is in an organization; the later ones of a company are smaller. */
export function organizationsSql(size: WorldSize): string {
  const first = size.organizations - size.communities;
  return `
    create unlogged table world.organizations as
    select o.id, c.id as company_id, (o.id - c.first_organization + 1)::int as place,
      least(0.97, case
        when c.id = 0 and o.id <= ${size.largeOrganizations} then 0.5 * power(o.id, -0.75)
        when o.id = ${size.largeOrganizations + 1} then ${((size.prospectMembers - size.prospectNewcomers) / size.largePeople) * 1.1}
        when c.id = 0 then 0.02 * world.draw(o.id, 20) + 0.001
        else power(o.id - c.first_organization + 1, -0.44)
      end) as share,
      (c.account_id is null) or (c.id = 0 and o.id > ${size.largeOrganizations})
        or (c.id > 0 and o.id > c.first_organization and world.draw(o.id, 21) < 0.12) as is_apart
    from world.companies c, generate_series(c.first_organization, c.last_organization) as o (id)
    order by o.id;
    alter table world.organizations add primary key (id);

    insert into organizations (id, service, service_id, login, account_id, attached_at, imported_at, created_at)
    overriding system value
    select o.id, c.service,
      case when c.service = 'bitbucket' then md5('organization ' || o.id)::uuid::text
        when world.draw(o.id, 22) < 0.9 then (70000000000 + o.id * 13)::text end,
      case when o.place = 1 then c.code else c.code || '-' || world.pick(world.teams(), o.id, 23) || o.place end,
      account.id, case when account.id is not null then world.moment(o.id, 24, 900) end,
      world.moment(o.id, 25, 60), world.moment(o.id, 24, 900) - interval '1 day'
    from world.organizations o
    join world.companies c on c.id = o.company_id
    cross join lateral (
      select case
        when o.is_apart then null
        when c.second_account_id is not null and o.place % 2 = 0 then c.second_account_id
        else c.account_id
      end as id
    ) as account
    order by o.id;

    insert into organizations (id, service, service_id, login, imported_at, created_at) overriding system value
    select ${first} + n, 'github', (70000000000 + (${first} + n) * 13)::text,
      'open-' || world.syllable(n, 1) || world.syllable(n, 2) || '-' || n,
      world.moment(${first} + n, 25, 60), world.moment(${first} + n, 24, 900)
    from generate_series(1, ${size.communities}) n;

    update organizations org
    set stripe_customer_id = paid.customer, stripe_subscription_id = paid.subscription, plan_seat_count = paid.seats
    from (
      select o.id,
        'cus_' || left(md5('customer ' || case when is_together then -o.company_id else o.id end), 14) as customer,
        case when world.draw(o.company_id, 31) < 0.8 then
          'sub_' || left(md5('subscription ' || case when is_together and world.draw(o.company_id, 32) < 0.5
            then -o.company_id else o.id end), 16)
        end as subscription,
        5 + (world.draw(case when is_together then o.company_id else o.id end, 33) * 200)::int as seats
      from world.organizations o
      cross join lateral (select world.draw(o.company_id, 34) < 0.25 as is_together) as billed
      where world.draw(o.company_id, 30) < 0.4
    ) as paid
    where paid.id = org.id;`;
}
