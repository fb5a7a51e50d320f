import { sql } from "drizzle-orm";
import { check, index, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import { asciiLowerOf } from "../patterns";
import { createdAt, textId } from "./columns";
import { role } from "./enums";

/** Who can sign in. Provider and subject are null until the first sign-in. */
export const staff = pgTable(
  "staff",
  {
    id: textId(),
    email: text().notNull(),
    role: role().notNull(),
    provider: text(),
    subject: text(),
    /** When they last used the console. Sessions also know it, but are deleted. */
    lastSeenAt: timestamp({ withTimezone: true }),
    removedAt: timestamp({ withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("staff_email_key").on(asciiLowerOf(t.email)).where(sql`${t.removedAt} is null`),
    uniqueIndex("staff_provider_subject_key").on(t.provider, t.subject).where(sql`${t.removedAt} is null`),
    check("staff_email_check", sql`octet_length(${t.email}) = char_length(${t.email})`),
    check("staff_identity_check", sql`(${t.provider} is null) = (${t.subject} is null)`),
  ],
);

export const staffSessions = pgTable(
  "staff_sessions",
  {
    id: textId(),
    staffId: text()
      .notNull()
      .references(() => staff.id),
    lastSeenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [index("staff_sessions_staff_id_idx").on(t.staffId)],
);

export type Staff = typeof staff.$inferSelect;
