import type { WorldSize } from "./world-size";

/** What is drawn for each person, and the rows made of it. */
export function peopleSql(size: WorldSize): string {
  const [firstService, firstMerged] = [
    size.people - size.serviceLogins - size.mergedPeople + 1,
    size.people - size.mergedPeople + 1,
  ];
  return `
    create unlogged table world.people as
    select p.id, c.id as company_id, c.code, c.service,
      world.place(world.first_names(), p.id, 40) as first, world.place(world.last_names(), p.id, 41) as last,
      is_bot, not is_bot and world.draw(p.id, 42) < (case when c.is_school then 0.7 else 0.02 end) as is_student,
      world.draw(p.id, 43) < (case when c.id = 0 then 0.95 else 0.8 end) as is_active,
      not is_bot and world.draw(p.id, 44) < 0.102 as has_second,
      case when world.draw(p.id, 45) < 0.4 then 0.5 when world.draw(p.id, 45) < 0.8 then 1 else 1.8 end as activity,
      case when c.id = 0 and world.draw(p.id, 46) < 0.75 then -1 - p.id % 400 end as team
    from world.companies c
    cross join lateral generate_series(c.first_person, c.last_person) as p (id)
    cross join lateral (select p.id = c.first_person and c.last_person - c.first_person > 25 as is_bot) as marked
    order by p.id;
    alter table world.people add primary key (id);
    create index on world.people (company_id, id);

    create unlogged table world.seconds as
    select id as person_id, ${size.people} + row_number() over (order by id) as owner_id from world.people where has_second;
    alter table world.seconds add primary key (person_id);

    insert into users (id, name, is_student, is_bot, created_at) overriding system value
    select id, world.person_name(id, first, last, is_bot, code), is_student, is_bot, world.moment(id, 47, 1200)
    from world.people order by id;
    insert into users (id, name, is_bot, created_at) overriding system value
    select id, 'Service ' || id, id % 3 <> 0, world.moment(id, 47, 1200)
    from generate_series(${firstService}, ${firstMerged - 1}) id;
    insert into users (id, name, merged_into_id, created_at) overriding system value
    select id, world.pick(world.first_names(), id, 40) || ' ' || world.pick(world.last_names(), id, 41), 1 + (world.draw(id, 48) * ${size.largePeople})::bigint,
      world.moment(id, 47, 1200)
    from generate_series(${firstMerged}, ${size.people}) id;`;
}

/** Logins: one a person, two for a tenth of them. */
export function ownersSql(size: WorldSize): string {
  const firstService = size.people - size.serviceLogins - size.mergedPeople + 1;
  return `
    insert into owners (id, user_id, service, service_id, login, name, email,
      is_student_by_import, is_bot_by_import, is_known_bot, created_at)
    overriding system value
    select p.id, p.id, p.service,
      case when p.service = 'bitbucket' then md5('owner ' || p.id)::uuid::text
        when world.draw(p.id, 50) < 0.8 then (90000000000 + p.id * 37)::text end,
      case
        when p.is_bot then p.code || '-release' || case when p.service = 'github' and p.id % 2 = 0 then '[bot]' else '' end
        when world.draw(p.id, 51) < 0.4 then left((world.first_logins())[p.first], 1) || left((world.last_logins())[p.last], 14) || p.id || '_' || p.code
        else left((world.first_logins())[p.first], 9) || '-' || left((world.last_logins())[p.last], 14) || p.id
      end,
      world.person_name(p.id, p.first, p.last, p.is_bot, p.code), mail.address,
      case when p.is_student then true end,
      case when p.is_bot and not (p.service = 'github' and p.id % 2 = 0) then true end,
      p.is_bot and p.service = 'github' and p.id % 2 = 0,
      world.moment(p.id, 47, 1200)
    from world.people p
    cross join lateral (
      -- At a fixed interval a person shares the address of the one before: one person, stored as two.
      select case when not p.is_bot and world.draw(p.id, 54) < 0.85 then
        world.address(p.id - (p.id % ${size.sharedEmails} = 7)::int, p.code) end as address
    ) as mail
    order by p.id;

    insert into owners (id, user_id, service, service_id, login, name, is_bot_by_import, is_known_bot, created_at)
    overriding system value
    select u.id, u.id, 'github', (90000000000 + u.id * 37)::text,
      case when u.id % 3 = 1 then 'updates-' || u.id || '[bot]' else 'deploy-service-' || u.id end,
      u.name, case when u.id % 3 = 2 then true end, u.id % 3 = 1, u.created_at
    from users u where u.id between ${firstService} and ${firstService + size.serviceLogins - 1} order by u.id;

    insert into owners (id, user_id, service, service_id, login, name, email, created_at)
    overriding system value
    select s.owner_id, p.id, p.service,
      case when p.service = 'bitbucket' then md5('owner ' || s.owner_id)::uuid::text
        when world.draw(s.owner_id, 50) < 0.8 then (90000000000 + s.owner_id * 37)::text end,
      left((world.last_logins())[p.last], 16) || s.owner_id || case when s.owner_id % 4 = 0 then '-adm' else '' end,
      case when world.draw(s.owner_id, 55) < 0.7 then world.person_name(p.id, p.first, p.last, false, p.code) end,
      case when world.draw(s.owner_id, 54) < 0.6 then left((world.first_logins())[p.first], 9) || s.owner_id || '@mail.example' end,
      world.moment(s.owner_id, 47, 600)
    from world.seconds s join world.people p on p.id = s.person_id
    order by s.owner_id;

    insert into former_logins (owner_id, login, until)
    select id, 'was-' || login, world.moment(id, 56, 700) from owners where world.draw(id, 57) < 0.03 order by id;`;
}

/** Most organizations have the verified e-mails of their members, and some their SAML names. */
export const evidenceSql = `
    insert into evidence (owner_id, kind, value, source, organization_id)
    select o.id, 'verified_email', o.email, 'organization', m.organization_id
    from memberships m join owners o on o.id = m.owner_id
    where o.email is not null and world.draw(o.id, 52) < 0.6 and world.draw(m.organization_id, 53) < 0.7;
    insert into evidence (owner_id, kind, value, source, organization_id)
    select o.id, 'saml_name_id', o.email, 'organization', m.organization_id
    from memberships m join owners o on o.id = m.owner_id
    where o.email is not null and world.draw(m.organization_id, 58) < 0.2;`;
