import { randomUUID } from "node:crypto";
import { and, asc, eq, like, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/client";
import { webhookDeliveries, webhooks } from "@/db/schema/alerts";
import { auditLog } from "@/db/schema/audit-log";
import { evidence } from "@/db/schema/evidence";
import { imports } from "@/db/schema/imports";
import { endedActivations, memberships } from "@/db/schema/memberships";
import { organizations } from "@/db/schema/organizations";
import { owners } from "@/db/schema/people";
import { testPayload } from "@/domain/webhooks";
import { routesOf } from "@/test/app-routes";

/** A sample account in which every page and dialog has something to show. */
const accountId = "okto";
const organizationLogin = "okto-cloud";

export const pageRoutes = routesOf("page.tsx", "app").filter((route) => route !== "/sign-in");

/** Without the two that answer anybody, and the one that only takes uploads. */
export const handlerRoutes = routesOf("route.ts", "app/api").filter(
  (route) => !/^\/api\/(auth\b|health$|imports$)/.test(route),
);

export const missingRoute = "/[...missing]";

/** The address of a route, with something of the sample world in each of its parameters. */
export async function addressOf(route: string): Promise<string> {
  const [imported] = await db.select({ id: imports.id }).from(imports).orderBy(asc(imports.id)).limit(1);
  const examples: Record<string, string> = {
    accountId,
    importId: String(imported!.id),
    userId: String(await memberOf(true)),
    changeId: await undoableChange(),
    deliveryId: await testMessage(),
    organizationId: String(await sampleOrganization()),
    missing: "no/such/page",
  };
  return route.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, parameter: string) => {
    const example = examples[parameter];
    if (!example) throw new Error(`Name an example of ${parameter} here, so that ${route} is walked too.`);
    return example;
  });
}

async function sampleOrganization(): Promise<number> {
  const [found] = await db
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.login, organizationLogin));
  return found!.id;
}

/** A message to a webhook of the sample account, which is paused so that nothing is sent. */
async function testMessage(): Promise<string> {
  const url = "https://alerts.example/sample";
  const isSample = eq(webhooks.url, url);
  await db.insert(webhooks).values({ url, accountId, secret: "", pausedAt: new Date() }).onConflictDoNothing();
  const [webhook] = await db.select({ id: webhooks.id }).from(webhooks).where(isSample);
  const payload = testPayload(new Date());
  const message = { webhookId: webhook!.id, type: payload.type, payload };
  const [made] = await db.insert(webhookDeliveries).values(message).returning({ id: webhookDeliveries.id });
  return made!.id;
}

/** A change in the sample account that ended an activation, as the page of inactive people would have made it. */
async function undoableChange(): Promise<string> {
  const isSample = eq(endedActivations.accountId, accountId);
  const [made] = await db.select().from(endedActivations).where(isSample).limit(1);
  if (made) return made.changeId;
  const userId = await memberOf(false);
  const changeId = randomUUID();
  await db.execute(sql`
    with ended as (
      update memberships m set activation_changed_at = now()
      from owners o, organizations org
      where o.id = m.owner_id and o.user_id = ${userId}
        and org.id = m.organization_id and org.login = ${organizationLogin}
      returning m.organization_id, m.owner_id
    )
    insert into ended_activations (change_id, account_id, organization_id, owner_id, user_id)
    select ${changeId}::uuid, ${accountId}, organization_id, owner_id, ${userId} from ended`);
  await db.insert(auditLog).values({
    ...{ changeId, accountId, action: "person.deactivate", actor: "sample@staff.example", reason: "Nobody there" },
    ...{ subjectKind: "person", subjectId: String(userId) },
  });
  return changeId;
}

async function memberOf(isActivated: boolean): Promise<number> {
  const [found] = await db
    .select({ id: owners.userId })
    .from(memberships)
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(and(eq(organizations.login, organizationLogin), eq(memberships.isActivated, isActivated)))
    .orderBy(asc(owners.userId))
    .limit(1);
  return found!.id;
}

async function loginOf(userId: number): Promise<number> {
  const [found] = await db
    .select({ id: owners.id })
    .from(owners)
    .where(eq(owners.userId, userId))
    .orderBy(asc(owners.id));
  return found!.id;
}

/** Two people of the sample world whose logins have one verified e-mail. */
async function twins(): Promise<[number, number]> {
  const [other, theirs] = [alias(owners, "other"), alias(evidence, "theirs")];
  const [found] = await db
    .select({ one: owners.userId, other: other.userId })
    .from(owners)
    .innerJoin(evidence, and(eq(evidence.ownerId, owners.id), eq(evidence.kind, "verified_email")))
    .innerJoin(theirs, and(eq(theirs.kind, evidence.kind), eq(theirs.key, evidence.key)))
    .innerJoin(other, eq(other.id, theirs.ownerId))
    .innerJoin(memberships, and(eq(memberships.ownerId, owners.id), eq(memberships.isActivated, true)))
    .where(and(lt(owners.userId, other.userId), like(owners.login, "%_okto")))
    .orderBy(asc(owners.userId), asc(other.userId))
    .limit(1);
  return [found!.one, found!.other];
}

async function splitAddress(): Promise<string> {
  const userId = await memberOf(true);
  const [login] = await db.select({ id: owners.id }).from(owners).where(eq(owners.userId, userId)).limit(1);
  return `/people/${userId}?split=${login!.id}`;
}

/** The dialogs and previews that open by their address, on sample data. */
export async function previewAddresses() {
  const [organization] = await db
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.login, organizationLogin));
  const account = `/accounts/${accountId}`;
  return {
    attach: `${account}/organizations?organizations=okto-research`,
    detach: `${account}/organizations?detach=${organization!.id}`,
    move: `${account}/organizations?move=${organization!.id}&to=kest`,
    activate: `${account}/people?activate=${await memberOf(false)}`,
    deactivate: `${account}/people?deactivate=${await memberOf(true)}`,
    activateSelected: `${account}/people?activate=selected&person=${await memberOf(false)}&person=${await memberOf(true)}`,
    activateEverybody: `${account}/people?organization=${organization!.id}&activate=everybody&seats=fit`,
    activateEveryone: `${account}/people?activate=everybody`,
    mark: `/people/${await memberOf(true)}?mark=${await loginOf(await memberOf(true))}&bot=yes`,
    join: `/people/suggestions?join=${(await twins()).join("-")}`,
    keepApart: `/people/suggestions?apart=${(await twins()).join("-")}`,
    split: await splitAddress(),
    overlap: `${account}/overlap?exact=${organization!.id}`,
    addPlan: "/plans?add=plan",
    addWebhook: "/alerts?add=webhook",
    changePlan: "/plans?change=users-enterprisem",
    renameOrganization: `/organizations?rename=${organization!.id}`,
    removeOrganization: `/organizations?remove=${organization!.id}`,
    seatCheck: `/accounts?check=${accountId}&check=nwind`,
  };
}
