import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { botLoginPattern } from "@/domain/bots";
import { clusterEvidences } from "@/domain/clusters";
import { activates, type ImportOutcome, type ImportPreview, importStatuses } from "@/domain/imports";
import { joinEvidences } from "@/domain/joins";
import { membershipRoles } from "@/domain/memberships";
import type { Permission } from "@/domain/permissions";
import { roles } from "@/domain/permissions";
import { billingRates, tiers } from "@/domain/plans";
import type { Done } from "@/domain/result";
import { kinds, overages } from "@/domain/seats";
import { services } from "@/domain/services";
import { asciiLowerOf } from "./patterns";

export const role = pgEnum("role", roles);
export const tier = pgEnum("tier", tiers);
export const billingRate = pgEnum("billing_rate", billingRates);
export const overage = pgEnum("overage", overages);
export const kind = pgEnum("kind", kinds);
export const service = pgEnum("service", services);
export const membershipRole = pgEnum("membership_role", membershipRoles);
export const importStatus = pgEnum("import_status", importStatuses);
export const activate = pgEnum("activate", activates);
export const joinEvidence = pgEnum("join_evidence", joinEvidences);
export const clusterEvidence = pgEnum("cluster_evidence", clusterEvidences);

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

const createdAt = () => timestamp({ withTimezone: true }).notNull().defaultNow();
const bigId = () => bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity();
const textId = () => text().primaryKey().default(sql`gen_random_uuid()::text`);

/** Finds any part of a text, without case, among millions: `lower(text) like '%part%'`. Of three letters or more. */
const findableBy = (name: string, column: AnyPgColumn) => index(name).using("gin", sql`lower(${column}) gin_trgm_ops`);

/** Finds how a text begins, without case, in its order: `lower(text) like 'start%'`, of one letter or more. */
const findableByStart = (name: string, column: AnyPgColumn) => index(name).on(sql`lower(${column}) text_pattern_ops`);

/** Who may sign in. Provider and subject are remembered at the first sign-in; null until then. */
export const staff = pgTable(
  "staff",
  {
    id: textId(),
    email: text().notNull(),
    role: role().notNull(),
    provider: text(),
    subject: text(),
    /** When they last asked for something; sessions, which know it too, are deleted. */
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

/** Codecov's plans, by the names its own tables use. */
export const plans = pgTable(
  "plans",
  {
    name: text().primaryKey(),
    title: text().notNull(),
    tier: tier().notNull(),
    billingRate: billingRate(),
    /** For a seat and a month, whatever the billing rate; null where it is agreed by contract. */
    unitPriceCents: integer(),
    isActive: boolean().notNull().default(true),
  },
  (t) => [check("plans_unit_price_cents_check", sql`${t.unitPriceCents} >= 0`)],
);

/**
 * The customer. The counts follow `account_users` in the transaction that changes it (`updateLedger`).
 * Triggers: `accounts_seats_begin`, `accounts_seats_change`.
 */
export const accounts = pgTable(
  "accounts",
  {
    id: textId(),
    name: text().notNull(),
    isActive: boolean().notNull().default(true),
    isDelinquent: boolean().notNull().default(false),
    closedAt: timestamp({ withTimezone: true }),
    plan: text()
      .notNull()
      .references(() => plans.name),
    planSeatCount: integer().notNull(),
    freeSeatCount: integer().notNull(),
    overage: overage().notNull(),
    /** Whether members who join an attached organization are activated while seats last. */
    isAutoActivating: boolean().notNull().default(false),
    /** The account's own price for a seat and a month; null where the plan's holds. */
    unitPriceCents: integer(),
    usedSeatCount: integer().notNull().default(0),
    studentCount: integer().notNull().default(0),
    botCount: integer().notNull().default(0),
    organizationCount: integer().notNull().default(0),
    /** The sum over the organizations of their own seat-takers: what billing per organization would charge. */
    organizationSeatCount: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("accounts_name_key").on(sql`lower(${t.name})`),
    findableBy("accounts_name_trgm_idx", t.name),
    findableByStart("accounts_name_prefix_idx", t.name),
    check("accounts_plan_seat_count_check", sql`${t.planSeatCount} >= 0`),
    check("accounts_free_seat_count_check", sql`${t.freeSeatCount} >= 0`),
    check("accounts_unit_price_cents_check", sql`${t.unitPriceCents} >= 0`),
    check("accounts_student_count_check", sql`${t.studentCount} >= 0`),
    check("accounts_bot_count_check", sql`${t.botCount} >= 0`),
    check("accounts_used_seat_count_check", sql`${t.usedSeatCount} between 0 and ${t.organizationSeatCount}`),
    check(
      "accounts_closed_check",
      sql`${t.closedAt} is null or (not ${t.isActive} and ${t.organizationCount} = 0
        and ${t.usedSeatCount} = 0 and ${t.studentCount} = 0 and ${t.botCount} = 0)`,
    ),
  ],
);

/**
 * Used and total seats of an account after each change to either. Written by a trigger on `accounts`, so that no change
 * is left out; `changeId` leads to the audit rows that say what caused it, null for what was there before the history.
 */
export const seatChanges = pgTable(
  "seat_changes",
  {
    id: bigId(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    changeId: uuid(),
    usedSeatCount: integer().notNull(),
    totalSeatCount: integer().notNull(),
    /** Taken while the account is locked and never before the last one: times of one account follow its changes. */
    at: timestamp({ withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex("seat_changes_change_id_key").on(t.accountId, t.changeId),
    index("seat_changes_of_change_idx").on(t.changeId),
    index("seat_changes_account_id_idx").on(t.accountId, t.at, t.id),
  ],
);

/** An account reached a threshold, in per cent of its seats; until it fell clearly below it again. */
export const seatAlerts = pgTable(
  "seat_alerts",
  {
    id: bigId(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    threshold: integer().notNull(),
    usedSeatCount: integer().notNull(),
    totalSeatCount: integer().notNull(),
    raisedAt: timestamp({ withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    clearedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    uniqueIndex("seat_alerts_raised_key").on(t.accountId, t.threshold).where(sql`${t.clearedAt} is null`),
    index("seat_alerts_account_id_idx").on(t.accountId, t.id),
  ],
);

/** Where alerts are delivered: those of one account, or of all. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: textId(),
    accountId: text().references(() => accounts.id),
    url: text().notNull(),
    /** Signs each delivery. Shown to nobody again after it was made. */
    secret: text().notNull(),
    removedAt: timestamp({ withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    index("webhooks_account_id_idx").on(t.accountId),
    uniqueIndex("webhooks_url_key").on(t.url, sql`coalesce(${t.accountId}, '')`).where(sql`${t.removedAt} is null`),
  ],
);

/** A message to a webhook, written with the change that it tells of and sent after it. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: textId(),
    webhookId: text()
      .notNull()
      .references(() => webhooks.id),
    alertId: bigint({ mode: "number" })
      .notNull()
      .references(() => seatAlerts.id),
    payload: jsonb().notNull(),
    attemptCount: integer().notNull().default(0),
    /** Null once it is delivered or given up. */
    nextAttemptAt: timestamp({ withTimezone: true }).defaultNow(),
    deliveredAt: timestamp({ withTimezone: true }),
    /** What the last attempt came to, where it failed. */
    failure: text(),
    createdAt: createdAt(),
  },
  (t) => [
    index("webhook_deliveries_next_attempt_at_idx").on(t.nextAttemptAt).where(sql`${t.nextAttemptAt} is not null`),
    index("webhook_deliveries_webhook_id_idx").on(t.webhookId, t.createdAt),
    index("webhook_deliveries_created_at_idx").on(t.createdAt, t.id),
    index("webhook_deliveries_alert_id_idx").on(t.alertId),
  ],
);

/** An organization on a git host, in one account at most. */
export const organizations = pgTable(
  "organizations",
  {
    id: bigId(),
    service: service().notNull(),
    /** The host's own id, unknown until a source names it. Text, for Bitbucket's are UUIDs. */
    serviceId: text(),
    login: text().notNull(),
    accountId: text().references(() => accounts.id),
    attachedAt: timestamp({ withTimezone: true }),
    /** As of when its memberships are known. */
    importedAt: timestamp({ withTimezone: true }),
    /** Its own old plan, kept as a record: seats, customer and subscription at Stripe. Of no effect in an account. */
    planSeatCount: integer(),
    stripeCustomerId: text(),
    stripeSubscriptionId: text(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("organizations_service_id_key").on(t.service, t.serviceId),
    uniqueIndex("organizations_login_key").on(t.service, sql`lower(${t.login})`),
    index("organizations_account_id_idx").on(t.accountId),
    index("organizations_list_idx").on(sql`lower(${t.login})`, t.id),
    index("organizations_stripe_customer_id_idx").on(t.stripeCustomerId),
    index("organizations_stripe_subscription_id_idx").on(t.stripeSubscriptionId),
    findableBy("organizations_login_trgm_idx", t.login),
    findableByStart("organizations_login_prefix_idx", t.login),
    check("organizations_plan_seat_count_check", sql`${t.planSeatCount} >= 0`),
    check("organizations_attached_check", sql`(${t.accountId} is null) = (${t.attachedAt} is null)`),
  ],
);

/**
 * A person. A student when any of their owners is one, a bot when all are; `kind` is what they are to a seat.
 * Triggers: `users_begin`, `users_end`, `users_merge`, `users_rename`, `users_truncate`.
 */
export const users = pgTable(
  "users",
  {
    id: bigId(),
    name: text().notNull(),
    /** What a list of everyone is sorted by: as much of a name as an index can hold. */
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
    /** Set when this row turned out to be another person's: they have every login, this keeps its history. */
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
 * How many people are known, merged records left out: the sum of these rows. Triggers add one for each change, so that
 * none waits for another; a refresh of the suggestions makes one of them all.
 */
export const knownPeople = pgTable("known_people", { id: bigId(), count: integer().notNull() });

/** A login that looks like a bot's and that nobody called one, nor staff a person's (S4). Written out, or no index would know it again. */
export const mayBeBot = sql.raw(
  `is_bot_by_staff is null and not is_known_bot and is_bot_by_import is not true and lower(login) ~ '${botLoginPattern}'`,
);

/**
 * A login on a git host. Each mark keeps whose word it is; staff's decides, then the known list, then the last import.
 * Triggers: `owners_move`.
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
    /** Null when the name went to someone else. */
    login: text(),
    name: text(),
    email: text(),
    /** Evidence of who the person is: an e-mail that the host verified, and their name at an identity provider. */
    verifiedEmail: text(),
    samlNameId: text(),
    /** Whose it was before it was joined with another person's: a merged record, or somebody who kept other logins. */
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
    // With the id beside it the logins of all people of an account are found in the index alone.
    index("owners_user_id_idx").on(t.userId, t.id),
    index("owners_joined_from_user_id_idx").on(t.joinedFromUserId).where(sql`${t.joinedFromUserId} is not null`),
    index("owners_verified_email_idx").on(asciiLowerOf(t.verifiedEmail)).where(sql`${t.verifiedEmail} is not null`),
    index("owners_saml_name_id_idx").on(t.samlNameId).where(sql`${t.samlNameId} is not null`),
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

/** A login in an organization. Triggers: `memberships_begin`, `memberships_end`. */
export const memberships = pgTable(
  "memberships",
  {
    organizationId: bigint({ mode: "number" })
      .notNull()
      .references(() => organizations.id),
    ownerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id),
    role: membershipRole().notNull(),
    isActivated: boolean().notNull().default(false),
    /** Since when it is activated, or no longer; null where that is not known, or it never was. */
    activationChangedAt: timestamp({ withTimezone: true }),
    /** Since when it waits for a seat that auto-activation did not find. */
    waitingSince: timestamp({ withTimezone: true }),
    /** When a source last saw the login at work here; null where none said. */
    lastSeenAt: timestamp({ withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "memberships_pkey", columns: [t.organizationId, t.ownerId] }),
    index("memberships_owner_id_idx").on(t.ownerId),
    index("memberships_not_activated_idx").on(t.organizationId, t.ownerId).where(sql`not ${t.isActivated}`),
    index("memberships_waiting_idx").on(t.organizationId).where(sql`${t.waitingSince} is not null`),
    check("memberships_waiting_check", sql`not (${t.isActivated} and ${t.waitingSince} is not null)`),
  ],
);

/** A membership that ended: the login was in the organization from its beginning to this end. */
export const formerMemberships = pgTable(
  "former_memberships",
  {
    id: bigId(),
    organizationId: bigint({ mode: "number" })
      .notNull()
      .references(() => organizations.id),
    ownerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id),
    role: membershipRole().notNull(),
    /** Whether it was activated when it ended. */
    wasActivated: boolean().notNull(),
    since: timestamp({ withTimezone: true }).notNull(),
    until: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("former_memberships_owner_id_idx").on(t.ownerId, t.id)],
);

/**
 * An activation that a change ended because nobody was seen behind it, so that undoing restores these and no others. As
 * the audit log it outlives what it is about: a login may have become another one since.
 */
export const endedActivations = pgTable(
  "ended_activations",
  {
    changeId: uuid().notNull(),
    accountId: text().notNull(),
    organizationId: bigint({ mode: "number" }).notNull(),
    ownerId: bigint({ mode: "number" }).notNull(),
    /** Whose login it was then. */
    userId: bigint({ mode: "number" }).notNull(),
    /** What the membership says too, unless its activation changed since. */
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [primaryKey({ name: "ended_activations_pkey", columns: [t.changeId, t.organizationId, t.ownerId] })],
);

/** A change that was undone, which happens once at most. */
export const undoneChanges = pgTable("undone_changes", {
  changeId: uuid().primaryKey(),
  undoneByChangeId: uuid().notNull(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/**
 * The ledger of seats: a row exactly while the person is activated in an organization of the account.
 * `kind` is the person's own, kept here so that an account is counted without reading its people.
 */
export const accountUsers = pgTable(
  "account_users",
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    userId: bigint({ mode: "number" })
      .notNull()
      .references(() => users.id),
    kind: kind().notNull(),
    /** In which organizations of the account they are activated, ascending: two or more is overlap. */
    organizationIds: bigint({ mode: "number" }).array().notNull(),
    organizationCount: integer()
      .notNull()
      .generatedAlwaysAs((): SQL => sql`cardinality(${accountUsers.organizationIds})`),
    /** The person's own, kept here by a trigger so that the people of an account are listed without sorting them. */
    nameKey: text().notNull(),
    since: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "account_users_pkey", columns: [t.accountId, t.userId] }),
    index("account_users_user_id_idx").on(t.userId),
    index("account_users_name_key_idx").on(t.accountId, t.nameKey, t.userId),
    check("account_users_organization_count_check", sql`${t.organizationCount} > 0`),
  ],
);

/**
 * Members of the account's organizations who are activated in none of them: with the ledger beside it all the people of
 * an account, each once. Kept with it.
 */
export const accountCandidates = pgTable(
  "account_candidates",
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    userId: bigint({ mode: "number" })
      .notNull()
      .references(() => users.id),
    nameKey: text().notNull(),
  },
  (t) => [
    primaryKey({ name: "account_candidates_pkey", columns: [t.accountId, t.userId] }),
    index("account_candidates_user_id_idx").on(t.userId),
    index("account_candidates_name_key_idx").on(t.accountId, t.nameKey, t.userId),
  ],
);

/** How many members an organization has, as logins and as people. Triggers keep it, whoever comes, goes or is joined. */
export const organizationMembers = pgTable(
  "organization_members",
  {
    organizationId: bigint({ mode: "number" })
      .primaryKey()
      .references(() => organizations.id),
    loginCount: integer().notNull(),
    peopleCount: integer().notNull(),
  },
  (t) => [check("organization_members_people_count_check", sql`${t.peopleCount} between 0 and ${t.loginCount}`)],
);

/**
 * How many people take part in an attached organization, and as what: sums over the ledger, kept with it, so that an
 * organization is counted without reading its people. Whoever is not counted elsewhere is only here.
 */
export const organizationSeats = pgTable(
  "organization_seats",
  {
    organizationId: bigint({ mode: "number" })
      .primaryKey()
      .references(() => organizations.id),
    activatedCount: integer().notNull(),
    /** Seat-takers in another organization of the account too. */
    sharedCount: integer().notNull(),
    studentCount: integer().notNull(),
    botCount: integer().notNull(),
  },
  (t) => [
    check("organization_seats_shared_count_check", sql`${t.sharedCount} >= 0`),
    check("organization_seats_student_count_check", sql`${t.studentCount} >= 0`),
    check("organization_seats_bot_count_check", sql`${t.botCount} >= 0`),
    check(
      "organization_seats_activated_count_check",
      sql`${t.activatedCount} >= ${t.sharedCount} + ${t.studentCount} + ${t.botCount}`,
    ),
  ],
);

/** Two logins that staff said are two people. */
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

/** As of when the suggestions below hold: one row, none before the first refresh. */
export const suggestionRefreshes = pgTable(
  "suggestion_refreshes",
  {
    id: boolean().primaryKey().default(true),
    asOf: timestamp({ withTimezone: true }).notNull(),
    milliseconds: integer().notNull(),
  },
  (t) => [check("suggestion_refreshes_one_check", sql`${t.id}`)],
);

/** Two logins of two people that may be one person, with what says so. Written anew by each refresh. */
export const suggestedJoins = pgTable(
  "suggested_joins",
  {
    oneOwnerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id, { onDelete: "cascade" }),
    otherOwnerId: bigint({ mode: "number" })
      .notNull()
      .references(() => owners.id, { onDelete: "cascade" }),
    evidence: joinEvidence().array().notNull(),
  },
  (t) => [
    primaryKey({ name: "suggested_joins_pkey", columns: [t.oneOwnerId, t.otherOwnerId] }),
    index("suggested_joins_other_owner_id_idx").on(t.otherOwnerId),
  ],
);

/**
 * Unattached organizations that share people with an account. Written anew by each refresh. No foreign keys, here and
 * in the members below: they would make a refresh wait for changes to what it names, and these wait for it.
 */
export const suggestedOrganizations = pgTable(
  "suggested_organizations",
  {
    accountId: text().notNull(),
    organizationId: bigint({ mode: "number" }).notNull(),
    sharedPeople: integer().notNull(),
    people: integer().notNull(),
  },
  (t) => [
    primaryKey({ name: "suggested_organizations_pkey", columns: [t.accountId, t.organizationId] }),
    index("suggested_organizations_organization_id_idx").on(t.organizationId),
  ],
);

/** Organizations that are billed apart and belong together, by shared people or by Stripe. Written anew by each refresh. */
export const organizationClusters = pgTable(
  "organization_clusters",
  {
    id: bigId(),
    evidence: clusterEvidence().notNull(),
    /** The customer or subscription they share, where that is the evidence. */
    stripeId: text(),
    organizationCount: integer().notNull(),
    accountCount: integer().notNull(),
    /** Those in two or more of its places: an account is one, and each organization in none. */
    people: integer().notNull(),
    /** Seats as they are charged today, and what one pool of them all would need. */
    chargedSeats: integer().notNull(),
    pooledSeats: integer().notNull(),
    /** Seats sold and seats usable with them, where organizations share what was sold once; null where unknown. */
    soldSeats: integer(),
    usableSeats: integer(),
  },
  (t) => [index("organization_clusters_saved_idx").on(sql`(${t.chargedSeats} - ${t.pooledSeats})`, t.id)],
);

export const organizationClusterMembers = pgTable(
  "organization_cluster_members",
  {
    clusterId: bigint({ mode: "number" })
      .notNull()
      .references(() => organizationClusters.id, { onDelete: "cascade" }),
    organizationId: bigint({ mode: "number" }).notNull(),
  },
  (t) => [
    primaryKey({ name: "organization_cluster_members_pkey", columns: [t.clusterId, t.organizationId] }),
    index("organization_cluster_members_organization_id_idx").on(t.organizationId),
  ],
);

/** A call that brought rosters in, or waits to. */
export const imports = pgTable(
  "imports",
  {
    id: bigId(),
    status: importStatus().notNull(),
    actor: text().notNull(),
    activate: activate().notNull(),
    isShrinkAllowed: boolean().notNull(),
    files: jsonb().$type<{ path: string; size: number }[]>().notNull(),
    /** How much its files hold; null where it never waited. */
    membershipCount: integer(),
    organizationCount: integer(),
    /** What it would do as of then, for as long as it waits: nobody who looks makes the server count it again. */
    preview: jsonb().$type<ImportPreview>(),
    previewedAt: timestamp({ withTimezone: true }),
    /** What it did; null until it is done. */
    result: jsonb().$type<ImportOutcome>(),
    /** Why it failed, as it was shown. */
    failure: text(),
    finishedAt: timestamp({ withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    check("imports_finished_check", sql`(${t.finishedAt} is null) = (${t.status} = 'staged')`),
    check("imports_preview_check", sql`(${t.preview} is null) = (${t.previewedAt} is null)`),
    index("imports_finished_at_idx").on(t.finishedAt),
  ],
);

/** The content of an import that waits for its confirmation; gone when it is done or discarded. */
export const importFiles = pgTable(
  "import_files",
  {
    importId: bigint({ mode: "number" })
      .notNull()
      .references(() => imports.id),
    path: text().notNull(),
    organization: text(),
    content: bytea().notNull(),
  },
  (t) => [primaryKey({ name: "import_files_pkey", columns: [t.importId, t.path] })],
);

/** A job that runs in the background: its last run, its next, and who runs it. Each row begins with the first run. */
export const backgroundJobs = pgTable(
  "background_jobs",
  {
    name: text().primaryKey(),
    /** Null while nothing waits for it. */
    nextRunAt: timestamp({ withTimezone: true }),
    /** When the last run began. */
    lastRunAt: timestamp({ withTimezone: true }),
    /** Of the last run that ended. */
    tookMilliseconds: integer(),
    /** Why the last run failed, since when each one did, and how many that were. */
    failure: text(),
    failingSince: timestamp({ withTimezone: true }),
    failureCount: integer().notNull().default(0),
    /** The lease: who runs it, and until when nobody else does. */
    heldBy: text(),
    heldUntil: timestamp({ withTimezone: true }),
  },
  (t) => [
    check(
      "background_jobs_failure_check",
      sql`(${t.failure} is null) = (${t.failingSince} is null) and (${t.failure} is null) = (${t.failureCount} = 0)`,
    ),
    check("background_jobs_lease_check", sql`(${t.heldBy} is null) = (${t.heldUntil} is null)`),
  ],
);

/** Every change. Append-only. No foreign keys: a row outlives what it names. Triggers: `audit_log_is_append_only`. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigId(),
    changeId: uuid().notNull(),
    action: text().$type<Permission>().notNull(),
    actor: text().notNull(),
    accountId: text(),
    subjectKind: text({ enum: ["account", "organization", "person", "plan", "staff", "webhook"] }).notNull(),
    subjectId: text().notNull(),
    reason: text().notNull(),
    before: jsonb().$type<AuditFacts>(),
    after: jsonb().$type<AuditFacts>(),
    createdAt: createdAt(),
  },
  (t) => [
    index("audit_log_account_id_idx").on(t.accountId, t.id),
    index("audit_log_change_id_idx").on(t.changeId),
    index("audit_log_subject_idx").on(t.subjectKind, t.subjectId, t.id),
    check("audit_log_reason_check", sql`length(trim(${t.reason})) > 0`),
  ],
);

export type AuditFacts = Record<string, string | number | boolean | null>;

/** The first answer to a call that its caller may repeat, under the key that the caller chose for it. */
export const answeredCalls = pgTable(
  "answered_calls",
  {
    caller: text().notNull(),
    key: text().notNull(),
    askedHash: text().notNull(),
    /** Null until the change is done, which nobody sees: both are committed at once. */
    answer: jsonb().$type<Done<unknown>>(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "answered_calls_pkey", columns: [t.caller, t.key] }),
    index("answered_calls_at_idx").on(t.at),
  ],
);

/** What a change did to one subject in one account. The reason is given once, for all entries of a change. */
export type AuditFact<P extends Permission> = { action: P } & Pick<
  typeof auditLog.$inferInsert,
  "accountId" | "subjectKind" | "subjectId" | "before" | "after"
>;

/** An entry of the audit log. `auditedTransaction` adds who, when, and which change it belongs to. */
export type AuditEntry<P extends Permission> = AuditFact<P> & Pick<typeof auditLog.$inferInsert, "reason">;

export type Account = typeof accounts.$inferSelect;
export type Organization = typeof organizations.$inferSelect;
export type User = typeof users.$inferSelect;
export type Owner = typeof owners.$inferSelect;
export type Staff = typeof staff.$inferSelect;
export type Import = typeof imports.$inferSelect;
