import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GET } from "@/app/api/imports/[importId]/route";
import { db } from "@/db/client";
import { findImport, findRunningSince, listImportFiles, listImports } from "@/db/queries/imports";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import { organizations } from "@/db/schema/organizations";
import { owners } from "@/db/schema/people";
import { importNumbers } from "@/domain/imports";
import { ImportListing } from "@/domain/input/imports";
import { previewOf } from "@/domain/preview";
import { action } from "@/server/action";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { file, stage } from "@/test/upload";
import { confirmImport } from "./confirm-import";
import { discardImport } from "./discard-import";
import { planImport } from "./plan-import";
import { previewImport } from "./preview-import";

const actions = {
  preview: action(previewImport),
  confirm: action(confirmImport),
  discard: action(discardImport),
};
const reason = "Import of acme.csv";
const newLogin = () => `org-${randomUUID().slice(0, 8)}`;

async function kept(importId: number) {
  const { preview, previewedAt } = (await findImport(db, importId))!;
  return { preview, previewedAt: previewedAt! };
}

/** The outcome on the page of an import that is not refused. */
async function preview(importId: number) {
  const { preview } = await kept(importId);
  if (!preview || "refusal" in preview) throw new Error(`There is no preview: ${preview?.refusal}`);
  return preview.outcome;
}

/** The word of the preview on the page. */
async function wordOf(importId: number) {
  return previewOf(planImport(await preview(importId)));
}

async function confirm(importId: number) {
  return actions.confirm({ importId, preview: await wordOf(importId), reason });
}

/** How many members the directory knows; undefined for an organization it does not know. */
async function membersOf(login: string) {
  const [organization] = await db.select().from(organizations).where(eq(organizations.login, login));
  return organization && db.$count(memberships, eq(memberships.organizationId, organization.id));
}

beforeEach(async () => {
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

describe("the preview", () => {
  test("is kept with the import, and stays as it was until somebody previews again", async () => {
    const { login } = await createOrganization();
    const [ann, bo] = (await Promise.all([createUser(), createUser()])).map(({ owners }) => owners[0]!.login!);
    const importId = await stage([file(`${login}.csv`, `login\n${ann}\n${bo}\n`, login)]);
    const before = await kept(importId);
    expect(before.previewedAt).toBeInstanceOf(Date);
    expect(await findImport(db, importId)).toMatchObject({ membershipCount: 2, organizationCount: 1 });
    expect((await preview(importId)).organizations).toMatchObject([{ login, membersBefore: 0, added: 2 }]);

    await confirm(await stage([file(`${login}.csv`, `login\n${ann}\n`, login)]));
    expect(await kept(importId)).toEqual(before);
    expect(await actions.preview({ importId })).toMatchObject({ ok: true });
    expect((await preview(importId)).organizations).toMatchObject([{ login, membersBefore: 1, added: 1 }]);
    expect(await confirm(importId)).toMatchObject({ ok: true });
    expect(await findImport(db, importId)).toMatchObject({ status: "done", preview: null, previewedAt: null });
  });

  test("that is refused is kept as its refusal, and cannot be confirmed", async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => createUser()));
    const { login } = await createOrganization(people.flatMap(({ owners }) => owners));
    const importId = await stage([file(`${login}.csv`, "login\nann\n", login)]);
    const { preview } = await kept(importId);
    expect(preview).toMatchObject({ code: "precondition_failed", refusal: expect.stringContaining("more than half") });
    expect(await actions.confirm({ importId, preview: "none", reason })).toMatchObject({
      ok: false,
      error: { code: "precondition_failed" },
    });
    expect(await membersOf(login)).toBe(20);
  });

  test("of an import that waits no longer is not made again", async () => {
    const importId = await stage([file(`${newLogin()}.csv`, "login\nann\n", newLogin())]);
    await actions.discard({ importId });
    expect(await actions.preview({ importId })).toMatchObject({ ok: false, error: { code: "conflict" } });
    expect(await kept(importId)).toEqual({ preview: null, previewedAt: null });
  });

  test("is not made again for support", async () => {
    const importId = await stage([file(`${newLogin()}.csv`, "login\nann\n", newLogin())]);
    const before = await kept(importId);
    await signInAs("support");
    expect(await actions.preview({ importId })).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(await kept(importId)).toEqual(before);
  });
});

describe("confirmation", () => {
  test("does what the preview showed, keeps the result and drops the files", async () => {
    const [one, two] = [newLogin(), newLogin()];
    const importId = await stage([
      file(`${one}.csv`, "login\nann\nbo\n", one),
      file(`${two}/org.yaml`, "admins: [ann]\n"),
    ]);
    const shown = await preview(importId);
    expect(await confirm(importId)).toEqual({
      ok: true,
      data: { organizations: 2 },
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });

    expect([await membersOf(one), await membersOf(two)]).toEqual([2, 1]);
    const done = await findImport(db, importId);
    expect(done).toMatchObject({ status: "done", finishedAt: expect.any(Date) });
    expect(importNumbers(done!.result!)).toEqual(importNumbers(shown));
    expect(await listImportFiles(db, importId)).toEqual([]);
    const { rows } = await listImports(db, ImportListing.parse({}));
    expect(rows.find(({ id }) => id === importId)).toMatchObject({ organizations: 2, added: 3, removed: 0 });
  });

  test("leaves one audit row an organization, under one change and with the reason", async () => {
    const [one, two] = [newLogin(), newLogin()];
    await confirm(await stage([file(`${one}.csv`, "login\nann\n", one), file(`${two}.csv`, "login\nann\n", two)]));

    const rows = await db.select().from(auditLog).where(eq(auditLog.action, "roster.import")).orderBy(auditLog.id);
    const last = rows.slice(-2);
    expect(last.map(({ after }) => after?.login).sort()).toEqual([one, two].sort());
    expect(new Set(last.map(({ changeId }) => changeId)).size).toBe(1);
    expect(last[0]).toMatchObject({ reason, before: { members: 0 }, after: { members: 1, added: 1 } });
  });

  test("a second confirmation is refused, and two at once import once", async () => {
    const login = newLogin();
    const importId = await stage([file(`${login}.csv`, "login\nann\n", login)]);
    const input = { importId, preview: await wordOf(importId), reason };
    const results = await Promise.all([actions.confirm(input), actions.confirm(input)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({
      error: { code: "conflict", message: "This was already imported." },
    });
    const ofLogin = and(eq(auditLog.action, "roster.import"), eq(auditLog.reason, reason));
    const rows = await db.select().from(auditLog).where(ofLogin);
    expect(rows.filter(({ after }) => after?.login === login)).toHaveLength(1);
    expect(await actions.confirm(input)).toMatchObject({ ok: false, error: { code: "conflict" } });
  });

  test("while it runs that is told without waiting for it, and no longer once it is done", async () => {
    const { login } = await createOrganization();
    const importId = await stage([file(`${login}.csv`, "login\nann\n", login)]);
    const input = { importId, preview: await wordOf(importId), reason };
    const progress = async (id: number) => {
      const request = new Request(`http://localhost/api/imports/${id}`);
      return (await GET(request, { params: Promise.resolve({ importId: String(id) }) })).json();
    };
    expect(await progress(importId)).toEqual({ status: "staged", isRunning: false });

    const confirmed = await db.transaction(async (tx) => {
      await tx.select().from(organizations).where(eq(organizations.login, login)).for("update");
      const confirming = actions.confirm(input);
      await expect.poll(() => progress(importId)).toEqual({ status: "staged", isRunning: true });
      expect(await findRunningSince(db, importId)).toBeInstanceOf(Date);
      expect(await findRunningSince(db, importId + 1)).toBeUndefined();
      return { confirming };
    });
    expect(await confirmed.confirming).toMatchObject({ ok: true });
    expect(await progress(importId)).toEqual({ status: "done", isRunning: false });
    expect(await progress(importId + 1_000)).toEqual({ error: "This import does not exist.", code: "not_found" });
  });

  test("refuses when the facts moved since the preview, and keeps a new one to confirm", async () => {
    const member = await createUser();
    const { login } = await createOrganization();
    const importId = await stage([file(`${login}.csv`, `login\n${member.owners[0]!.login}\n`, login)]);
    const shown = await wordOf(importId);
    await confirm(await stage([file(`${login}.csv`, `login\n${member.owners[0]!.login}\n`, login)]));

    expect(await actions.confirm({ importId, preview: shown, reason })).toMatchObject({
      ok: false,
      error: { code: "preview_changed" },
    });
    expect((await preview(importId)).organizations).toMatchObject([{ login, membersBefore: 1, added: 0 }]);
    expect(await confirm(importId)).toMatchObject({ ok: true });
  });

  test("refuses when an account came to be concerned that the preview did not show", async () => {
    const member = await createUser();
    const organization = await createOrganization();
    const importId = await stage([
      file(`${organization.login}.csv`, `login\n${member.owners[0]!.login}\n`, organization.login),
    ]);
    const shown = await wordOf(importId);
    const account = await createAccount({ planSeatCount: 9 });
    await db
      .update(organizations)
      .set({ accountId: account.id, attachedAt: new Date() })
      .where(eq(organizations.id, organization.id));
    const { updateLedger, peopleInOrganizations } = await import("@/db/queries/seats");
    await db.transaction((tx) => updateLedger(tx, [account.id], peopleInOrganizations([organization.id])));

    expect(await actions.confirm({ importId, preview: shown, reason })).toMatchObject({
      ok: false,
      error: { code: "preview_changed" },
    });
  });

  test("is refused whole when seats are missing; the import still waits", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    const { login } = await createOrganization([], { account });
    const [ann, bo] = [`a${randomUUID().slice(0, 8)}`, `b${randomUUID().slice(0, 8)}`];
    const importId = await stage([file(`${login}.csv`, `login\n${ann}\n${bo}\n`, login)], { activate: "all" });

    expect((await preview(importId)).accounts).toMatchObject([{ usedAfter: 2, refusal: { missing: 1 } }]);
    expect(await confirm(importId)).toMatchObject({ ok: false, error: { code: "precondition_failed" } });
    expect(await reloadAccount(account)).toMatchObject({ usedSeatCount: 0 });
    expect(await db.$count(owners, eq(owners.login, ann))).toBe(0);
    expect(await findImport(db, importId)).toMatchObject({ status: "staged" });
  });

  test("needs a reason", async () => {
    const importId = await stage([file(`${newLogin()}.csv`, "login\nann\n", newLogin())]);
    const shown = await wordOf(importId);
    expect(await actions.confirm({ importId, preview: shown, reason: " " })).toMatchObject({
      ok: false,
      error: { fields: { reason: [expect.any(String)] } },
    });
  });
});

describe("old plans", () => {
  const plansOf = (...rows: string[]) =>
    file("plans.csv", ["organization,plan_seats,stripe_customer_id", ...rows].join("\n"));
  const stored = async (login: string) => {
    const [found] = await db.select().from(organizations).where(eq(organizations.login, login));
    return found;
  };

  test("are confirmed as shown, and the list of imports counts each organization once", async () => {
    const [one, two] = [newLogin(), newLogin()];
    const importId = await stage([plansOf(`${one},70,cus_1`, `${two},5,`), file(`${two}.csv`, "login\nann\n", two)]);
    expect(await stored(one)).toBeUndefined();
    expect(await confirm(importId)).toEqual({
      ok: true,
      data: { organizations: 2 },
      changeId: expect.any(String),
      confirmation: expect.any(Object),
    });
    expect(await stored(one)).toMatchObject({ planSeatCount: 70, stripeCustomerId: "cus_1", importedAt: null });
    const { rows } = await listImports(db, ImportListing.parse({}));
    expect(rows.find(({ id }) => id === importId)).toMatchObject({ organizations: 2, added: 1, removed: 0 });
  });

  test.each([
    ["a number of seats", { planSeatCount: 6 }],
    ["a Stripe id", { stripeCustomerId: "cus_2" }],
  ])("are not confirmed when %s moved since the preview", async (_, moved) => {
    const { login } = await createOrganization();
    const importId = await stage([plansOf(`${login},70,cus_1`)]);
    const shown = await wordOf(importId);
    await db.update(organizations).set(moved).where(eq(organizations.login, login));
    const before = await stored(login);
    expect(await actions.confirm({ importId, preview: shown, reason })).toMatchObject({
      ok: false,
      error: { code: "preview_changed" },
    });
    expect(await stored(login)).toEqual(before);
  });

  test("are refused to support, and none changes", async () => {
    const { login } = await createOrganization();
    const importId = await stage([plansOf(`${login},70,cus_1`)]);
    const shown = await wordOf(importId);
    await signInAs("support");
    expect(await actions.confirm({ importId, preview: shown, reason })).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
    expect(await stored(login)).toMatchObject({ planSeatCount: null, stripeCustomerId: null });
  });
});

test("a discarded import is gone: its files are dropped and it cannot be confirmed", async () => {
  const login = newLogin();
  const importId = await stage([file(`${login}.csv`, "login\nann\n", login)]);
  const shown = await wordOf(importId);
  expect(await actions.discard({ importId })).toMatchObject({ ok: true });
  expect(await listImportFiles(db, importId)).toEqual([]);
  expect(await actions.confirm({ importId, preview: shown, reason })).toMatchObject({
    ok: false,
    error: { code: "conflict" },
  });
  expect(await actions.discard({ importId })).toMatchObject({ ok: false, error: { code: "conflict" } });
  expect(await membersOf(login)).toBeUndefined();
});

test("support is refused and nothing changes", async () => {
  const login = newLogin();
  const importId = await stage([file(`${login}.csv`, "login\nann\n", login)]);

  await signInAs("support");
  const refused = [await confirm(importId), await actions.discard({ importId })];
  for (const result of refused) expect(result).toMatchObject({ ok: false, error: { code: "forbidden" } });
  expect(await findImport(db, importId)).toMatchObject({ status: "staged" });
  expect(await membersOf(login)).toBeUndefined();
});
