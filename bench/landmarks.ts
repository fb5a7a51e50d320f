import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { number, readRow, text } from "@/db/rows";

/** What of the world is measured: its large account and organizations around it, and an ordinary account. */
export async function findLandmarks() {
  const { large, ordinary, scale } = await readRow(
    db,
    { large: text, ordinary: text, scale: number },
    sql`
      select
        (select id from accounts order by used_seat_count desc limit 1) as large,
        (select id from accounts where is_active and organization_count between 3 and 8 and used_seat_count < plan_seat_count
          order by abs(used_seat_count - 60), id limit 1) as ordinary,
        (select count(*) from organizations)::float8 / 100000 as scale`,
  );
  const prospect = await readRow(
    db,
    { id: number, login: text, members: number },
    sql`
      select o.id, o.login, count(*) as members
      from organizations o
      join memberships m on m.organization_id = o.id
      where o.account_id is null and o.id < (select max(id) from organizations where account_id = ${large}) + 10
        and o.id > (select min(id) from organizations where account_id = ${large})
      group by o.id order by members desc limit 1`,
  );
  const roster = await readRow(
    db,
    { id: number, login: text },
    sql`
      select o.id, o.login
      from organizations o join memberships m on m.organization_id = o.id
      where o.account_id = ${large}
      group by o.id order by abs(count(*) - ${9000 * scale}::float8), o.id limit 1`,
  );
  const person = await readRow(
    db,
    { id: number },
    sql`
      select user_id as id from account_users
      where account_id = ${large} order by organization_count desc, user_id limit 1`,
  );
  return {
    large,
    ordinary,
    prospect,
    /** An organization of the large account with about nine thousand members. */
    roster,
    /** In more organizations of the large account than anybody. */
    person: person.id,
    scale,
  };
}

export type Landmarks = Awaited<ReturnType<typeof findLandmarks>>;
