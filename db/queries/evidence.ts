import { and, eq } from "drizzle-orm";
import { asciiLower } from "@/domain/ascii";
import type { Reader } from "../client";
import { evidence } from "../schema/evidence";

/** A subquery of the owners for whom a source has verified exactly this e-mail, ignoring case. */
export function ownersWithVerifiedEmail(db: Reader, email: string) {
  return db
    .select({ ownerId: evidence.ownerId })
    .from(evidence)
    .where(and(eq(evidence.kind, "verified_email"), eq(evidence.key, asciiLower(email))));
}
