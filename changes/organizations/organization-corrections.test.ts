import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import type { Tx } from "@/db/executor";
import { listAuditLog, listChangesAbout } from "@/db/queries/audit-log";
import { listFormerMembershipsOf } from "@/db/queries/former-memberships";
import {
  deleteMembers,
  findOrganization,
  listAttachableOrganizations,
  listOrganizations,
  listOrganizationsByLogin,
  updateOrganization,
} from "@/db/queries/organizations";
import { listOrganizationsOfPeople } from "@/db/queries/people";
import { listMembershipsOf } from "@/db/queries/person";
import { search } from "@/db/queries/search/search";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { listClusters } from "@/db/queries/suggestions/clusters";
import { listLikelyBots } from "@/db/queries/suggestions/likely-bots";
import { listSuggestedOrganizations } from "@/db/queries/suggestions/organization-suggestions";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import { type Organization, organizations } from "@/db/schema/organizations";
import { AuditLogListing } from "@/domain/input/audit-log";
import { ClusterListing } from "@/domain/input/clusters";
import { OrganizationListing } from "@/domain/input/listings";
import { chooseOrganizations } from "@/domain/organizations";
import { readRosters } from "@/server/rosters/read-rosters";
import { refreshSuggestions } from "@/server/suggestions/refresh-suggestions";
import { confirm, see } from "@/test/confirm";
import { createAccount, createOrganization, createUser, unique } from "@/test/factories";
import { somebodyWaits } from "@/test/locks";
import { signInAs } from "@/test/sign-in";
import { importRosters } from "../imports/import-rosters";
import { attachOrganizations } from "./attach-organizations";
import { detachOrganizations } from "./detach-organizations";
import { removeOrganization } from "./remove-organization";
import { renameOrganization } from "./rename-organization";

const rename = ({ id }: Organization, login: string) =>
  confirm(renameOrganization, { organizationId: id, login }, { reason: "A typo" });
const remove = ({ id }: Organization) =>
  confirm(removeOrganization, { organizationId: id }, { reason: "The file was named by mistake" });

const auditOf = ({ id }: Organization) =>
  db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.subjectKind, "organization"), eq(auditLog.subjectId, String(id))))
    .orderBy(auditLog.id);

async function stored({ id }: Organization): Promise<Organization> {
  const [organization] = await db.select().from(organizations).where(eq(organizations.id, id));
  return organization!;
}

function importRoster(login: string, ...members: string[]) {
  const content = Buffer.from(["organization,login", ...members.map((member) => `${login},${member}`), ""].join("\n"));
  const rosters = readRosters([{ path: "roster.csv", content }]);
  return importRosters(
    { kind: "cli", user: "tester" },
    { rosters, activate: "none", allowShrink: true, reason: "Test" },
  );
}

/** Does `meanwhile` under the lock of an organization, once an import that found it waits for that lock. */
async function whileImportWaits(organization: Organization, meanwhile: (tx: Tx) => Promise<unknown>) {
  const importing = await db.transaction(async (tx) => {
    await tx.execute(sql`select from organizations where id = ${organization.id} for no key update`);
    const begun = importRoster(organization.login, `person-${unique()}`);
    await somebodyWaits();
    await meanwhile(tx);
    return { begun };
  });
  return importing.begun;
}

beforeEach(async () => {
  await signInAs("admin");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("rename organization", () => {
  test("gives it another name, keeps its members and its account, and is audited", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const organization = await createOrganization((await createUser()).owners, { account });
    const login = `new-${unique()}`;

    const { plan } = await see(renameOrganization, { organizationId: organization.id, login });
    expect(plan).toEqual({ before: organization.login, after: login, refusal: undefined });
    expect(await rename(organization, ` ${login} `)).toMatchObject({ ok: true, data: { after: login } });

    expect(await stored(organization)).toEqual({ ...organization, login });
    expect(await auditOf(organization)).toMatchObject([
      {
        action: "organization.rename",
        accountId: account.id,
        reason: "A typo",
        before: { login: organization.login },
        after: { login },
      },
    ]);
  });

  test("is refused with an id, a name that no organization can have, or the name it has", async () => {
    const numbered = await createOrganization([], { serviceId: `id-${unique()}` });
    expect(await rename(numbered, `new-${unique()}`)).toMatchObject({
      ok: false,
      error: { code: "precondition_failed", message: expect.stringContaining("has an id on GitHub") },
    });
    const organization = await createOrganization();
    for (const login of ["", "acme_inc", organization.login]) {
      const fields = { login: [expect.any(String)] };
      expect(await rename(organization, login)).toMatchObject({ ok: false, error: { fields } });
    }
    expect(await stored(organization)).toEqual(organization);
    expect(await auditOf(organization)).toEqual([]);
  });

  test("a name of another organization is refused without case, and one on another host is not in the way", async () => {
    const [organization, other] = [await createOrganization(), await createOrganization()];
    expect(await rename(organization, other.login.toUpperCase())).toMatchObject({
      ok: false,
      error: { code: "conflict", fields: { login: ["Another organization on this git host already has this name."] } },
    });
    const login = `lab-${unique()}`;
    await db.insert(organizations).values({ service: "gitlab", login });
    expect(await rename(organization, login)).toMatchObject({ ok: true });
    expect(await rename(organization, login.toUpperCase())).toMatchObject({ ok: true });
  });

  test("two at once to one name: one of them gets it", async () => {
    const login = `new-${unique()}`;
    const both = [await createOrganization(), await createOrganization()];
    const results = await Promise.all(both.map((organization) => rename(organization, login)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.$count(organizations, eq(organizations.login, login))).toBe(1);
  });

  test("an import that waited for it finds no organization of the old name, and makes a new one", async () => {
    const organization = await createOrganization();
    const login = `new-${unique()}`;
    const { outcome } = await whileImportWaits(organization, (tx) =>
      updateOrganization(tx, organization.id, { login }),
    );
    expect(outcome.organizations).toMatchObject([{ login: organization.login, isNew: true }]);
    expect(await db.$count(memberships, eq(memberships.organizationId, organization.id))).toBe(0);
  });

  test.each(["support", "account_rep"] as const)("%s is refused and nothing changes", async (role) => {
    const organization = await createOrganization();
    await signInAs(role);
    expect(await rename(organization, `new-${unique()}`)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await stored(organization)).toEqual(organization);
    expect(await auditOf(organization)).toEqual([]);
  });
});

describe("remove organization", () => {
  test("ends its memberships, keeps its row and their history, and is audited with its name", async () => {
    const [ann, bo] = [await createUser(), await createUser()];
    const organization = await createOrganization([...ann.owners, ...bo.owners]);
    await db.update(memberships).set({ isActivated: false }).where(eq(memberships.ownerId, bo.owners[0]!.id));

    const { plan } = await see(removeOrganization, { organizationId: organization.id });
    expect(plan).toEqual({ login: organization.login, members: 2, activated: 1, refusal: undefined });
    expect(await remove(organization)).toMatchObject({ ok: true, data: plan });

    expect(await stored(organization)).toEqual({ ...organization, removedAt: expect.any(Date) });
    expect(await db.$count(memberships, eq(memberships.organizationId, organization.id))).toBe(0);
    const left = await listFormerMembershipsOf(db, ann.id, 1);
    expect(left.rows).toMatchObject([
      { organization: organization.login, wasActivated: true, reason: "The file was named by mistake" },
    ]);
    expect(await auditOf(organization)).toMatchObject([
      {
        action: "organization.remove",
        accountId: null,
        before: { login: organization.login, members: 2, activated: 1, removed: false },
        after: { login: organization.login, members: 0, activated: 0, removed: true },
      },
    ]);
  });

  test("people who have a seat elsewhere keep it", async () => {
    const ann = await createUser();
    const account = await createAccount({ planSeatCount: 1 });
    await createOrganization(ann.owners, { account });
    const mistake = await createOrganization(ann.owners);
    expect(await remove(mistake)).toMatchObject({ ok: true });
    const [theirs] = (await listOrganizationsOfPeople(db, [ann.id])).values();
    expect(theirs).toHaveLength(1);
  });

  test("is refused with an id, with an old plan, in an account, and after it was in one", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const numbered = await createOrganization([], { serviceId: `id-${unique()}` });
    const planned = await createOrganization();
    await db.update(organizations).set({ planSeatCount: 5 }).where(eq(organizations.id, planned.id));
    const [attached, detached] = [await createOrganization(), await createOrganization()];
    for (const { id } of [attached, detached]) {
      const asked = { accountId: account.id, organizationIds: [id], planSeatCount: 9 };
      expect(await confirm(attachOrganizations, asked)).toMatchObject({ ok: true });
    }
    const asked = { accountId: account.id, organizationIds: [detached.id] };
    expect(await confirm(detachOrganizations, asked)).toMatchObject({ ok: true });

    const refused = new Map([
      [numbered, "it has an id on GitHub."],
      [planned, "it has an old plan."],
      [attached, "it is in an account."],
      [detached, "it was in an account."],
    ]);
    for (const [organization, reason] of refused) {
      expect(await remove(organization)).toMatchObject({
        ok: false,
        error: { code: "precondition_failed", message: `${organization.login} cannot be removed: ${reason}` },
      });
      expect(await stored(organization)).toMatchObject({ removedAt: null });
    }
    const actions = (await auditOf(detached)).map(({ action }) => action);
    expect(actions).toEqual(["organization.attach", "organization.detach"]);
  });

  test("its name is free: an import of it makes a new organization, and another can be renamed to it", async () => {
    const organization = await createOrganization((await createUser()).owners);
    await remove(organization);
    const { outcome } = await importRoster(organization.login, `person-${unique()}`);
    const imported = outcome.organizations;
    expect(imported).toMatchObject([{ login: organization.login, isNew: true, membersBefore: 0, membersAfter: 1 }]);
    expect(imported[0]!.organizationId).not.toBe(organization.id);

    const second = await createOrganization();
    await remove(second);
    expect(await rename(await createOrganization(), second.login)).toMatchObject({ ok: true });
  });

  test("happens once, and nothing can be done to it afterwards", async () => {
    const organization = await createOrganization();
    const both = await Promise.all([remove(organization), remove(organization)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await auditOf(organization)).toHaveLength(1);

    expect(await remove(organization)).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await rename(organization, `new-${unique()}`)).toMatchObject({ ok: false, error: { code: "not_found" } });
    const account = await createAccount();
    const asked = { accountId: account.id, organizationIds: [organization.id], planSeatCount: account.planSeatCount };
    expect(await confirm(attachOrganizations, asked)).toMatchObject({
      ok: false,
      error: { code: "conflict", message: `${organization.login} was removed.` },
    });
  });

  test("while it is attached, one of the two is refused", async () => {
    for (let round = 0; round < 5; round++) {
      const organization = await createOrganization((await createUser()).owners);
      const account = await createAccount({ planSeatCount: 1 });
      const asked = { accountId: account.id, organizationIds: [organization.id], planSeatCount: 1 };
      const results = await Promise.all([remove(organization), confirm(attachOrganizations, asked)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    }
  });

  test("an import that waited for it makes a new organization", async () => {
    const organization = await createOrganization();
    const { outcome } = await whileImportWaits(organization, async (tx) => {
      await deleteMembers(tx, organization.id);
      await updateOrganization(tx, organization.id, { removedAt: new Date() });
    });
    expect(outcome.organizations).toMatchObject([{ login: organization.login, isNew: true, membersAfter: 1 }]);
    expect(await db.$count(memberships, eq(memberships.organizationId, organization.id))).toBe(0);
  });

  test("S17: refuses when somebody joined since the preview", async () => {
    const organization = await createOrganization();
    const { preview } = await see(removeOrganization, { organizationId: organization.id });
    const [owner] = (await createUser()).owners;
    await db.insert(memberships).values({ organizationId: organization.id, ownerId: owner!.id, role: "member" });
    const moved = { ok: false, error: { code: "preview_changed" } };
    expect(await confirm(removeOrganization, { organizationId: organization.id }, { preview })).toMatchObject(moved);
    expect(await stored(organization)).toMatchObject({ removedAt: null });
  });

  test.each(["support", "account_rep"] as const)("%s is refused and nothing changes", async (role) => {
    const organization = await createOrganization((await createUser()).owners);
    await signInAs(role);
    expect(await remove(organization)).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await stored(organization)).toMatchObject({ removedAt: null });
    expect(await db.$count(memberships, eq(memberships.organizationId, organization.id))).toBe(1);
    expect(await auditOf(organization)).toEqual([]);
  });
});

/** Where an organization is found before it is removed, and nowhere of these after. */
const places: Record<string, (organization: Organization) => Promise<boolean>> = {
  "the list of organizations": async ({ login }) =>
    (await listOrganizations(db, OrganizationListing.parse({ q: login }))).total > 0,
  "search as you type": async ({ login }) => (await listAttachableOrganizations(db, login.slice(4))).length > 0,
  "logins to attach": async ({ login, id }) => {
    const known = await listOrganizationsByLogin(db, [login]);
    return chooseOrganizations([login], known, "acme").ids.includes(id);
  },
  "its id in an address": async ({ id }) => (await findOrganization(db, id)) !== undefined,
  "the search, by its beginning": async ({ login }) => (await search(db, login)).groups.length > 0,
  "the search, by a part of it": async ({ login }) => (await search(db, login.slice(4))).groups.length > 0,
};

describe("a removed organization is left out of", () => {
  test.each(Object.entries(places))("%s", async (_, isFound) => {
    const organization = await createOrganization((await createUser()).owners, { login: `gone${unique()}` });
    expect(await isFound(organization)).toBe(true);
    expect(await remove(organization)).toMatchObject({ ok: true });
    expect(await isFound(organization)).toBe(false);
  });

  test("suggestions, before they are refreshed and after", async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => createUser()));
    const owners = people.flatMap((person) => person.owners);
    const account = await createAccount({ planSeatCount: 20 });
    await createOrganization(owners, { account });
    const near = await createOrganization(owners);
    const isSuggested = async () => {
      const { rows } = await listSuggestedOrganizations(db, account.id, 1);
      const clusters = await listClusters(db, ClusterListing.parse({ q: near.login }));
      return [rows.some(({ id }) => id === near.id), clusters.rows.length > 0];
    };
    await refreshSuggestions({ kind: "system", job: "suggestions" });
    expect(await isSuggested()).toEqual([true, true]);
    expect(await remove(near)).toMatchObject({ ok: true });
    expect(await isSuggested()).toEqual([false, false]);
    await refreshSuggestions({ kind: "system", job: "suggestions" });
    expect(await isSuggested()).toEqual([false, false]);
  });

  test("the pages of its people, which show when they left and why", async () => {
    const ann = await createUser({ login: `${unique()}-bot` });
    const organization = await createOrganization(ann.owners);
    const onLikelyBots = async () => {
      const { rows } = await listLikelyBots(db, 1);
      return rows.find(({ person }) => person.id === ann.id)?.organizations;
    };
    expect(await onLikelyBots()).toEqual([organization.login]);
    await remove(organization);
    expect(await onLikelyBots()).toEqual([]);
    expect((await listMembershipsOf(db, ann.id, 1)).total).toBe(0);
    expect((await listFormerMembershipsOf(db, ann.id, 1)).total).toBe(1);
    expect((await listChangesAbout(db, ann.id, 1)).rows).toMatchObject([{ action: "organization.remove" }]);
  });

  test("and the audit log still names it", async () => {
    const organization = await createOrganization();
    await remove(organization);
    const { rows } = await listAuditLog(db, AuditLogListing.parse({ q: organization.login }));
    expect(rows).toMatchObject([{ action: "organization.remove", subjectName: organization.login }]);
  });
});

test("two removed organizations may have had one name", async () => {
  const login = `gone-${unique()}`;
  for (let times = 0; times < 2; times++)
    expect(await remove(await createOrganization([], { login }))).toMatchObject({ ok: true });
  const named = await db.select().from(organizations).where(eq(organizations.login, login));
  expect(named).toHaveLength(2);
  const ids = named.map(({ id }) => id);
  expect(await db.$count(organizations, and(inArray(organizations.id, ids), isNull(organizations.removedAt)))).toBe(0);
});
