import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { boolean, orNull, readRows, text } from "@/db/rows";
import type { RosterFile } from "@/server/rosters/read-rosters";

type KnownMember = { login: string; serviceId: string | null; isActivated: boolean };

export async function listRosterRows(organizationId: number): Promise<KnownMember[]> {
  const query = sql`
    select o.login, o.service_id, m.is_activated
    from memberships m join owners o on o.id = m.owner_id
    where m.organization_id = ${organizationId} and o.login is not null
    order by o.id`;
  return readRows(db, { login: text, serviceId: orNull(text), isActivated: boolean }, query);
}

/** The console's own CSV: nine tenths of it are members already, the others are new people. */
export function rosterOf(organization: string, known: KnownMember[], people: number, offset: number): RosterFile {
  const kept = known.slice(0, Math.round(people * 0.9));
  const lines = [
    ...kept.map(({ login, serviceId, isActivated }) => [organization, login, serviceId ?? "", "", isActivated]),
    ...Array.from({ length: people - kept.length }, (_, at) => {
      const number = offset + at;
      return [organization, `newcomer-${number}`, String(60_000_000_000 + number), `Newcomer ${number}`, ""];
    }),
  ].map((cells) => cells.join(","));
  const content = ["organization,login,service_id,name,activated", ...lines].join("\n");
  return { path: `${organization}.csv`, content: new TextEncoder().encode(content) };
}
