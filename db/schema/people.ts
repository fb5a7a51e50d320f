import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { botLoginPattern } from "@/domain/bots";
import { bigId, createdAt } from "./columns";
import { kind, service } from "./enums";
import { findableBy, findableByStart } from "./indexes";

/**
 * A person: a student if any of their owners is, a bot if all are. `kind` says whether they take a seat.
 * Triggers: `users_begin`, `users_end`, `users_merge`, `users_rename`, `users_truncate`.
 */
export const users = pgTable(
  "users",
  {
    id: bigId(),
    name: text().notNull(),
    /** The sort key of lists: as much of the name as an index can hold. */
    nameKey: text()
      .notNull()
      .generatedAlwaysAs((): SQL => sql`left(lower(${users.name}), 200)`),
    isStudent: boolean().notNull().default(false),
    isBot: boolean().notNull().default(false),
    kind: kind()
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`case when ${users.isBot} then 'bot'::kind when ${users.isStudent} then 'student'::kind else 'seat'::kind end`,
      ),
    /** Set when this row turned out to be another person. That person has every login; this row keeps its history. */
    mergedIntoId: bigint({ mode: "number" }).references((): AnyPgColumn => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    index("users_name_key_idx").on(t.nameKey, t.id).where(sql`${t.mergedIntoId} is null`),
    index("users_merged_into_id_idx").on(t.mergedIntoId).where(sql`${t.mergedIntoId} is not null`),
    findableBy("users_name_trgm_idx", t.name),
    findableByStart("users_name_prefix_idx", t.name),
    check("users_merged_check", sql`${t.mergedIntoId} <> ${t.id}`),
  ],
);

/**
 * The number of people known, without merged records, is the sum of these rows. Triggers add a row per change, so that
 * no change waits for another. A refresh of suggestions folds them into one.
 */
export const knownPeople = pgTable("known_people", { id: bigId(), count: integer().notNull() });

/** A login that looks like a bot's and that no one has marked (S4). It is written out so that an index can use it. */
export const mayBeBot = sql.raw(
  `is_bot_by_staff is null and not is_known_bot and is_bot_by_import is not true and lower(login) ~ '${botLoginPattern}'`,
);

/**
 * A login on a git host. Each mark keeps who set it: staff decide, then the known list, then the last import. Triggers:
 * `owners_move`.
 */
export const owners = pgTable(
  "owners",
  {
    id: bigId(),
    userId: bigint({ mode: "number" })
      .notNull()
      .references(() => users.id),
    service: service().notNull(),
    serviceId: text(),
    /** Null if the name went to someone else. */
    login: text(),
    name: text(),
    email: text(),
    /** Whose login it was before a join: a merged record, or someone who kept other logins. */
    joinedFromUserId: bigint({ mode: "number" }).references(() => users.id),
    isStudentByStaff: boolean(),
    isStudentByImport: boolean(),
    isBotByStaff: boolean(),
    isBotByImport: boolean(),
    isKnownBot: boolean().notNull().default(false),
    isStudent: boolean()
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(${owners.isStudentByStaff}, ${owners.isStudentByImport}, false)`),
    isBot: boolean()
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`coalesce(${owners.isBotByStaff}, nullif(${owners.isKnownBot}, false), ${owners.isBotByImport}, false)`,
      ),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("owners_service_id_key").on(t.service, t.serviceId),
    uniqueIndex("owners_login_key").on(t.service, sql`lower(${t.login})`),
    // With the id, the logins of all people of an account are found in the index alone.
    index("owners_user_id_idx").on(t.userId, t.id),
    index("owners_joined_from_user_id_idx").on(t.joinedFromUserId).where(sql`${t.joinedFromUserId} is not null`),
    findableBy("owners_login_trgm_idx", t.login),
    findableByStart("owners_login_prefix_idx", t.login),
    findableBy("owners_email_trgm_idx", t.email),
    findableByStart("owners_email_prefix_idx", t.email),
    index("owners_likely_bot_idx").on(sql`lower(${t.login})`, t.id).where(mayBeBot),
    check("owners_identity_check", sql`${t.login} is not null or ${t.serviceId} is not null`),
  ],
);

export const formerLogins = pgTable(
  "former_logins",
  {
    id: bigId(),
    ownerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id),
    login: text().notNull(),
    until: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index("former_logins_owner_id_idx").on(t.ownerId),
    findableBy("former_logins_login_trgm_idx", t.login),
    findableByStart("former_logins_login_prefix_idx", t.login),
  ],
);

/** Two logins that staff keep apart: they are two people. */
export const rejectedJoins = pgTable(
  "rejected_joins",
  {
    oneOwnerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id, { onDelete: "cascade" }),
    otherOwnerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "rejected_joins_pkey", columns: [t.oneOwnerId, t.otherOwnerId] }),
    index("rejected_joins_other_owner_id_idx").on(t.otherOwnerId),
    check("rejected_joins_order_check", sql`${t.oneOwnerId} < ${t.otherOwnerId}`),
  ],
);

export type User = typeof users.$inferSelect;
export type Owner = typeof owners.$inferSelect;
