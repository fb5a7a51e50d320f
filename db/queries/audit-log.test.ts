import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { formerMemberships } from "@/db/schema/memberships";
import { owners, users } from "@/db/schema/people";
import { AuditLogListing } from "@/domain/input/audit-log";
import type { Permission as Action } from "@/domain/permissions";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { listAuditLog, listChanges, listChangesAbout, listEntryBatches, listLatestChanges } from "./audit-log";

type Entry = Partial<typeof auditLog.$inferInsert>;

async function record(...entries: Entry[]) {
  const common = {
    changeId: randomUUID(),
    action: "organization.attach" as const,
    actor: "rep@staff.example",
    subjectKind: "organization" as const,
    subjectId: "1",
    reason: "Contract 12",
  };
  await db.insert(auditLog).values(entries.map((entry) => ({ ...common, ...entry })));
}

const all = AuditLogListing.parse({});

async function actionsAbout(userId: number) {
  return (await listChangesAbout(db, userId, 1)).rows.map(({ action }) => action);
}

describe("audit log", () => {
  test("tells the newest first, each subject by the name it has today", async () => {
    const account = await createAccount();
    const organization = await createOrganization();
    await record(
      { accountId: account.id, subjectId: String(organization.id), after: { login: "former-name" } },
      { accountId: account.id, subjectKind: "account", subjectId: account.id, action: "seats.change" },
      { accountId: account.id, subjectKind: "staff", subjectId: "nobody", action: "staff.remove" },
    );

    const { rows, total } = await listAuditLog(db, { ...all, accountId: account.id });
    expect(total).toBe(3);
    expect(rows.map(({ subjectName }) => subjectName)).toEqual([null, account.name, organization.login]);
    expect(rows[0]).toMatchObject({ accountName: account.name, changeId: rows[2]!.changeId });
    expect(await listLatestChanges(db, account.id, 1)).toEqual([rows[0]]);
  });

  test("the search finds who, why, the account and the subject, whatever wildcards it holds", async () => {
    const account = await createAccount();
    await record(
      { accountId: account.id, actor: "ann%lee@staff.example" },
      { accountId: account.id, reason: "Because 100_% sure" },
      { accountId: account.id, after: { login: "acme-web" } },
      {
        accountId: account.id,
        subjectKind: "person",
        subjectId: "0",
        before: { name: "Bo Lund" },
        after: { name: "Bo Berg" },
      },
      { accountId: account.id, subjectKind: "staff", before: { email: "cy@staff.example" } },
    );
    const found = async (q: string) => (await listAuditLog(db, { ...all, accountId: account.id, q })).total;
    expect(await found("ANN%lee")).toBe(1);
    expect(await found("100_%")).toBe(1);
    expect(await found("acme-w")).toBe(1);
    expect(await found("bo lund")).toBe(1);
    expect(await found("bo berg")).toBe(1);
    expect(await found("cy@staff")).toBe(1);
    expect(await found(account.name)).toBe(5);
    expect(await found("nothing of the kind")).toBe(0);
  });

  test("the filter keeps one action, and the total counts what is filtered", async () => {
    const account = await createAccount();
    await record({ accountId: account.id }, { accountId: account.id, action: "organization.detach" });
    const { rows, total } = await listAuditLog(db, {
      ...all,
      accountId: account.id,
      action: "organization.detach",
    });
    expect([rows.length, total]).toEqual([1, 1]);
  });

  test("the entries of one change can be listed alone", async () => {
    const account = await createAccount();
    const change = randomUUID();
    await record({ accountId: account.id, changeId: change, reason: "This one" }, { accountId: account.id });
    const { rows, total } = await listAuditLog(db, { ...all, change });
    expect([rows.map(({ reason }) => reason), total]).toEqual([["This one"], 1]);
    expect(AuditLogListing.parse({ change: "7" }).change).toBeUndefined();
  });

  test("the oldest come first when asked for", async () => {
    const account = await createAccount();
    await record({ accountId: account.id, reason: "First" }, { accountId: account.id, reason: "Second" });
    const reasons = async (direction: "asc" | "desc") =>
      (await listAuditLog(db, { ...all, accountId: account.id, direction })).rows.map(({ reason }) => reason);
    expect(await reasons("asc")).toEqual(["First", "Second"]);
    expect(await reasons("desc")).toEqual(["Second", "First"]);
  });

  test("every entry stands on exactly one page", async () => {
    const account = await createAccount();
    await record(...Array.from({ length: 51 }, () => ({ accountId: account.id })));
    const pages = await Promise.all([1, 2, 3].map((page) => listAuditLog(db, { ...all, accountId: account.id, page })));
    expect(pages.map(({ rows }) => rows.length)).toEqual([50, 1, 0]);
    expect(pages.map(({ total }) => total)).toEqual([51, 51, 51]);
  });
});

describe("the history of a person", () => {
  test("tells what was done to them and to the organizations they are in, each once, the newest first", async () => {
    const [person, other] = [await createUser({ logins: 2 }), await createUser()];
    const [theirs, elsewhere] = [await createOrganization(person.owners), await createOrganization(other.owners)];
    await record(
      { subjectId: String(theirs.id), action: "organization.attach" },
      { subjectId: String(elsewhere.id), action: "organization.attach" },
      { subjectId: String(person.id), subjectKind: "person", action: "person.activate" },
      { subjectId: String(other.id), subjectKind: "person", action: "person.activate" },
      { subjectId: String(theirs.id), subjectKind: "staff", action: "staff.remove" },
      { subjectId: String(theirs.id), action: "roster.import" },
    );

    expect(await actionsAbout(person.id)).toEqual(["roster.import", "person.activate", "organization.attach"]);
  });

  test("tells what was done to the records that were merged into them", async () => {
    const [person, merged, earlier] = [await createUser(), await createUser(), await createUser()];
    await db.update(users).set({ mergedIntoId: person.id }).where(eq(users.id, merged.id));
    await db.update(users).set({ mergedIntoId: merged.id }).where(eq(users.id, earlier.id));
    const about = (id: number, action: Action) => ({ subjectKind: "person" as const, subjectId: String(id), action });
    await record(
      about(earlier.id, "person.mark"),
      about(merged.id, "person.activate"),
      about(person.id, "person.join"),
    );
    expect(await actionsAbout(person.id)).toEqual(["person.join", "person.activate", "person.mark"]);
    expect(await actionsAbout(merged.id)).toEqual(["person.activate", "person.mark"]);
  });

  test("tells of a login that came from somebody else what was said of that login there", async () => {
    const [person, other] = [await createUser(), await createUser()];
    const { login } = person.owners[0]!;
    await db.update(owners).set({ joinedFromUserId: other.id }).where(eq(owners.id, person.owners[0]!.id));
    const about = { subjectKind: "person" as const, subjectId: String(other.id) };
    await record(
      { ...about, action: "person.mark", before: { login }, after: { login } },
      { ...about, action: "person.activate", after: { login: "another" } },
      { ...about, action: "person.deactivate" },
    );
    expect(await actionsAbout(person.id)).toEqual(["person.mark"]);
  });

  test("tells of an organization they left what was done until then", async () => {
    const person = await createUser();
    const [left, cameBack] = [await createOrganization(), await createOrganization(person.owners)];
    const until = new Date("2026-02-01");
    const ended = { ownerId: person.owners[0]!.id, role: "member" as const, wasActivated: true, since: until, until };
    await db.insert(formerMemberships).values([
      { ...ended, organizationId: left.id },
      { ...ended, organizationId: cameBack.id },
    ]);
    const later = new Date("2026-02-02");
    await record(
      { subjectId: String(left.id), action: "organization.attach", createdAt: until },
      { subjectId: String(left.id), action: "organization.detach", createdAt: later },
      { subjectId: String(cameBack.id), action: "organization.move", createdAt: later },
    );
    expect(await actionsAbout(person.id)).toEqual(["organization.move", "organization.attach"]);
  });

  test("is paged, with the count of all", async () => {
    const person = await createUser();
    const organization = await createOrganization(person.owners);
    const about = { subjectKind: "person" as const, subjectId: String(person.id), action: "person.mark" as const };
    await record(
      ...Array.from({ length: 30 }, () => about),
      ...Array.from({ length: 30 }, () => ({ subjectId: String(organization.id) })),
    );
    const pages = await Promise.all([1, 2, 3].map((page) => listChangesAbout(db, person.id, page)));
    expect(pages.map(({ rows, total }) => [rows.length, total])).toEqual([
      [50, 60],
      [10, 60],
      [0, 60],
    ]);
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => b - a));
  });
});

describe("one row a change", () => {
  test("has its first entries in order, how many there are, and how many subjects its first action has", async () => {
    const account = await createAccount();
    const [changeId, other] = [randomUUID(), randomUUID()];
    const attached = Array.from({ length: 25 }, (_, index) => ({
      changeId,
      accountId: account.id,
      subjectId: String(index + 1),
    }));
    await record(...attached, {
      ...{ changeId, accountId: account.id, action: "seats.change" },
      ...{ subjectKind: "account", subjectId: account.id },
    });
    await record({ changeId: other, accountId: account.id, action: "organization.detach" });

    const { rows, total } = await listChanges(db, { ...all, accountId: account.id });
    expect(total).toBe(2);
    expect(rows.map((row) => row.changeId)).toEqual([other, changeId]);
    expect(rows[1]).toMatchObject({ entryCount: 26, subjectCount: 25, reason: "Contract 12" });
    expect(rows[1]!.entries.map(({ subjectId }) => subjectId)).toEqual(
      Array.from({ length: 20 }, (_, index) => String(index + 1)),
    );
    const oldestFirst = await listChanges(db, { ...all, accountId: account.id, direction: "asc" });
    expect(oldestFirst.rows.map((row) => row.changeId)).toEqual([changeId, other]);
  });

  test("is found by any of its entries, once, by day, who, account, and person", async () => {
    const account = await createAccount();
    const [changeId, early] = [randomUUID(), randomUUID()];
    await record(
      { changeId, accountId: account.id, actor: "cleo@staff.example" },
      {
        ...{ changeId, accountId: account.id, subjectKind: "person", subjectId: "77", actor: "cleo@staff.example" },
        after: { name: "Zoe Quill" },
      },
    );
    await record({ changeId: early, accountId: account.id, createdAt: new Date("2025-03-31T23:59:59Z") });
    const found = async (filters: Partial<AuditLogListing>) =>
      (await listChanges(db, { ...all, accountId: account.id, ...filters })).rows.map((row) => row.changeId);

    expect(await found({ who: "CLEO@" })).toEqual([changeId]);
    expect(await found({ person: "zoe q" })).toEqual([changeId]);
    expect(await found({ person: "77" })).toEqual([changeId]);
    expect(await found({ person: "7" })).toEqual([]);
    expect(await found({ account: account.name })).toEqual([early, changeId]);
    expect(await found({ account: "no such account" })).toEqual([]);
    expect(await found({ to: "2025-03-31" })).toEqual([early]);
    expect(await found({ from: "2025-03-31", to: "2025-03-31" })).toEqual([early]);
    expect(await found({ to: "2025-03-30" })).toEqual([]);
    expect(await found({ from: "2025-04-01" })).toEqual([changeId]);
  });

  test("is found by days of UTC, whatever the time zone of the session", async () => {
    const account = await createAccount();
    await record({ accountId: account.id, createdAt: new Date("2025-03-31T23:30:00Z") });
    const countIn = (day: string) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`set local time zone 'Asia/Tokyo'`);
        return (await listChanges(tx, { ...all, accountId: account.id, from: day, to: day })).total;
      });
    expect([await countIn("2025-03-31"), await countIn("2025-04-01")]).toEqual([1, 0]);
  });

  test("a download has every entry that matches, in the order in which it was written", async () => {
    const account = await createAccount();
    await record(...Array.from({ length: 1100 }, (_, index) => ({ accountId: account.id, subjectId: String(index) })));
    const ids: string[] = [];
    for await (const batch of listEntryBatches(db, { accountId: account.id })) {
      ids.push(...batch.map(({ subjectId }) => subjectId));
    }
    expect(ids).toEqual(Array.from({ length: 1100 }, (_, index) => String(index)));
  });
});
