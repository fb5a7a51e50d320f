import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import type { Tx } from "@/db/executor";
import { insertAccount } from "@/db/queries/accounts";
import { peopleById, updateLedger } from "@/db/queries/seats";
import { type Account, accounts } from "@/db/schema/accounts";
import { alerts, webhookDeliveries, webhooks } from "@/db/schema/alerts";
import { evidence } from "@/db/schema/evidence";
import { memberships } from "@/db/schema/memberships";
import { type Organization, organizations } from "@/db/schema/organizations";
import { type Owner, owners, users } from "@/db/schema/people";
import { newAccount } from "@/domain/accounts";
import { evidenceKinds } from "@/domain/evidence";
import type { SeatPlan } from "@/domain/seats";
import { newWebhookSecret } from "@/server/webhooks/webhook-signature";

const letters = "bcdfghjklmnpqrstvwxz";

/**
 * The random part of every name in tests. It has no vowel and no digit, so that no word and no number that a test looks
 * for is in it by chance. Long enough that thousands do not meet, short enough for a login.
 */
export const unique = () => Array.from(randomBytes(16), (byte) => letters[byte % letters.length]).join("");

type NewAccount = Partial<SeatPlan & Pick<Account, "overage" | "isActive" | "name">>;

/** A new account of its own name, with no organization. */
export async function createAccount({ isActive = true, ...facts }: NewAccount = {}): Promise<Account> {
  return db.transaction(async (tx) => {
    const account = await insertAccount(tx, { name: `Account ${unique()}`, ...newAccount, ...facts });
    if (!isActive) await tx.update(accounts).set({ isActive }).where(eq(accounts.id, account.id));
    return { ...account, isActive };
  });
}

export async function reloadAccount({ id }: { id: string }): Promise<Account> {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, id));
  return account!;
}

export type Person = { id: number; owners: Owner[] };

type NewPerson = Partial<{ logins: number; name: string; isStudent: boolean; isBot: boolean }> &
  Partial<Pick<Owner, "login" | "serviceId" | "email">> &
  Partial<{ verifiedEmail: string; samlNameId: string }>;

/** A person with one login or more. The last import set the marks, and an enterprise said the evidence of each login. */
export async function createUser(facts: NewPerson = {}): Promise<Person> {
  const { logins = 1, isStudent, isBot, name, verifiedEmail, samlNameId, ...identity } = facts;
  return db.transaction(async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ name: name ?? `Person ${unique()}`, isStudent: isStudent ?? false, isBot: isBot ?? false })
      .returning();
    const created = await tx
      .insert(owners)
      .values(
        Array.from({ length: logins }, () => ({
          userId: user!.id,
          service: "github" as const,
          login: `person-${unique()}`,
          name,
          isStudentByImport: isStudent,
          isBotByImport: isBot,
          ...identity,
        })),
      )
      .returning();
    for (const owner of created) await insertEvidence(tx, owner, { verifiedEmail, samlNameId });
    return { id: user!.id, owners: created };
  });
}

/** So many people with a login each that only set-based statements make and change them quickly. */
export async function createManyLogins(count: number): Promise<Owner[]> {
  const people = await db
    .insert(users)
    .values(Array.from({ length: count }, (_, number) => ({ name: `Many ${number}` })))
    .returning();
  const logins = people.map(({ id }) => ({ userId: id, service: "github" as const, login: `many-${id}` }));
  return db.insert(owners).values(logins).returning();
}

type Said = { verifiedEmail?: string; samlNameId?: string };

/** What an organization says about a login, or an enterprise without one. */
export function sayOf(owner: Owner, said: Said, organization?: Organization): Promise<void> {
  return db.transaction((tx) => insertEvidence(tx, owner, said, organization));
}

async function insertEvidence(tx: Tx, owner: Owner, { verifiedEmail, samlNameId }: Said, organization?: Organization) {
  const values = { verified_email: verifiedEmail, saml_name_id: samlNameId };
  for (const kind of evidenceKinds) {
    const value = values[kind];
    if (value === undefined) continue;
    const source = organization ? ("organization" as const) : ("enterprise" as const);
    await tx.insert(evidence).values({ ownerId: owner.id, kind, value, source, organizationId: organization?.id });
  }
}

/** What is stored about a login, sorted. */
export async function evidenceOf({ id }: { id: number }): Promise<string[]> {
  const rows = await db.select({ value: evidence.value }).from(evidence).where(eq(evidence.ownerId, id));
  return rows.map(({ value }) => value).sort();
}

type NewOrganization = { login?: string; account?: Account; isActivated?: boolean; serviceId?: string };

/** An organization with these logins as members, activated unless told otherwise; attached when an account is given. */
export async function createOrganization(
  members: Owner[] = [],
  { login, account, isActivated = true, serviceId }: NewOrganization = {},
): Promise<Organization> {
  return db.transaction(async (tx) => {
    const [organization] = await tx
      .insert(organizations)
      .values({
        service: "github",
        login: login ?? `organization-${unique()}`,
        serviceId,
        accountId: account?.id,
        attachedAt: account && sql`now()`,
      })
      .returning();
    await insertMembers(tx, organization!, members, isActivated);
    return organization!;
  });
}

/** More members of an organization that is there. */
export function addMembers(organization: Organization, members: Owner[], isActivated: boolean): Promise<void> {
  return db.transaction((tx) => insertMembers(tx, organization, members, isActivated));
}

async function insertMembers(tx: Tx, { id, accountId }: Organization, members: Owner[], isActivated: boolean) {
  const rows = members.map((member) => ({
    organizationId: id,
    ownerId: member.id,
    role: "member" as const,
    isActivated,
  }));
  if (rows.length > 0) await tx.insert(memberships).values(rows);
  if (accountId) await updateLedger(tx, [accountId], peopleById(members.map(({ userId }) => userId)));
}

/** A message to a webhook at this address, due since it was written. */
export async function createMessageTo(url: string) {
  const account = await createAccount({ planSeatCount: 1 });
  const [webhook] = await db
    .insert(webhooks)
    .values({ accountId: account.id, url, secret: newWebhookSecret() })
    .returning();
  const [alert] = await db
    .insert(alerts)
    .values({ accountId: account.id, threshold: 100, usedSeatCount: 1, totalSeatCount: 1 })
    .returning();
  const [message] = await db
    .insert(webhookDeliveries)
    .values({
      webhookId: webhook!.id,
      type: "seat_alert.raised",
      alertId: alert!.id,
      payload: { type: "seat_alert.raised" },
    })
    .returning();
  return message!;
}
