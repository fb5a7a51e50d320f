import { and, eq } from "drizzle-orm";
import { asciiLower } from "@/domain/ascii";
import type { Reader } from "../executor";
import { evidence } from "../schema/evidence";
import { owners } from "../schema/people";

/** The people of logins for which a source has verified exactly this e-mail, ignoring case, as a subquery. */
export function peopleWithVerifiedEmail(db: Reader, email: string) {
  return db
    .select({ id: owners.userId })
    .from(evidence)
    .innerJoin(owners, eq(owners.id, evidence.ownerId))
    .where(and(eq(evidence.kind, "verified_email"), eq(evidence.key, asciiLower(email))));
}
