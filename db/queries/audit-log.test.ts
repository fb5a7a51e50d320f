import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema";
import { AuditLogListing } from "@/domain/audit-log";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { listAuditLog, listChangesAbout, listLatestChanges } from "./audit-log";

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

    const actions = async (limit: number) => (await listChangesAbout(db, person.id, limit)).map(({ action }) => action);
    expect(await actions(9)).toEqual(["roster.import", "person.activate", "organization.attach"]);
    expect(await actions(2)).toEqual(["roster.import", "person.activate"]);
  });
});
