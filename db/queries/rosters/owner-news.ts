import { type SQL, sql } from "drizzle-orm";
import { asciiLowerOf } from "../../patterns";

/** Conditions on a staged owner `r` and its stored owner `o`. */

/** A mark is news if it differs from the one that counts and from the last import's. A download repeats staff's mark. */
const isNewMark = (said: SQL, counted: SQL, lastSaid: SQL) => sql`(
  ${said} is not null and ${said} <> ${counted} and ${said} is distinct from ${lastSaid})`;

export const isNewStudentMark = isNewMark(sql`r.is_student`, sql`o.is_student`, sql`o.is_student_by_import`);
export const isNewBotMark = isNewMark(sql`r.is_bot`, sql`o.is_bot`, sql`o.is_bot_by_import`);

/** A name or an e-mail is news only if no source says the stored one any more. */
export const isNewName = sql`(r.name is not null and (o.name is null or o.name <> all (r.names)))`;
export const isNewEmail = sql`(r.email is not null and (o.email is null or not exists (
  select from unnest(r.emails) as said (email)
  where ${asciiLowerOf(sql`said.email`)} = ${asciiLowerOf(sql`o.email`)}
)))`;

/** The staged owner says something that is not stored yet. */
export const isNews = sql`(
  (r.login is not null and lower(r.login) is distinct from lower(o.login))
  or (r.service_id is not null and r.service_id is distinct from o.service_id)
  or ${isNewName}
  or ${isNewEmail}
  or ${isNewStudentMark}
  or ${isNewBotMark}
  or (r.is_known_bot and not o.is_known_bot)
)`;
