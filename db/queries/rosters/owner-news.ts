import { type SQL, sql } from "drizzle-orm";
import { asciiLowerOf } from "../../patterns";

/** Conditions on a staged owner `r` and its stored owner `o`. */

/** A mark is news if it differs from the one that counts, and from what the last import said: a download that has the
 *  mark of staff says nothing of its own. */
const isNewMark = (said: SQL, counted: SQL, lastSaid: SQL) => sql`(
  ${said} is not null and ${said} <> ${counted} and ${said} is distinct from ${lastSaid})`;

export const isNewStudentMark = isNewMark(sql`r.is_student`, sql`o.is_student`, sql`o.is_student_by_import`);
export const isNewBotMark = isNewMark(sql`r.is_bot`, sql`o.is_bot`, sql`o.is_bot_by_import`);

export function isSameEmail(one: SQL, other: SQL): SQL {
  return sql`(${asciiLowerOf(one)} is not distinct from ${asciiLowerOf(other)})`;
}

/** The staged owner says something that is not stored yet. */
export const isNews = sql`(
  (r.login is not null and lower(r.login) is distinct from lower(o.login))
  or (r.service_id is not null and r.service_id is distinct from o.service_id)
  or (r.name is not null and r.name is distinct from o.name)
  or (r.email is not null and not ${isSameEmail(sql`r.email`, sql`o.email`)})
  or (r.verified_email is not null and not ${isSameEmail(sql`r.verified_email`, sql`o.verified_email`)})
  or (r.saml_name_id is not null and r.saml_name_id is distinct from o.saml_name_id)
  or ${isNewStudentMark}
  or ${isNewBotMark}
  or (r.is_known_bot and not o.is_known_bot)
)`;
