import { desc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listImportPeople, listImportPeopleBatches } from "@/db/queries/import-people";
import { findImport } from "@/db/queries/imports";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { accounts } from "@/db/schema/accounts";
import { imports } from "@/db/schema/imports";
import { owners } from "@/db/schema/people";
import { countPeople, firstPeople, type PeopleChoice } from "@/domain/import-people";
import type { ImportOutcome } from "@/domain/imports";
import { previewOf } from "@/domain/preview";
import { action } from "@/server/action";
import { readRosters } from "@/server/rosters/read-rosters";
import { createAccount, createOrganization, createUser, unique } from "@/test/factories";
import { signInAs } from "@/test/sign-in";
import { file, stage } from "@/test/upload";
import { confirmImport } from "./confirm-import";
import { deleteOldImportPeople } from "./delete-old-import-people";
import { discardImport } from "./discard-import";
import { importRosters } from "./import-rosters";
import { planImport } from "./plan-import";
import { previewImport } from "./preview-import";

const header = ["organization", "login", "service_id", "role", "activated", "student", "last_seen_at"];
const reason = "Import of acme.csv";

let mark: string;
/** A name of this test's own. */
const own = (name: string) => `${name}-${mark}`;
const withoutMark = (name: string) => name.replace(`-${mark}`, "");

beforeEach(async () => {
  mark = unique();
  await signInAs("account_rep");
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

/** Uploads rows whose last cells may be left out. */
function stageRows(...rows: string[]) {
  const lines = rows.map((row) => row + ",".repeat(header.length - row.split(",").length));
  return stage([file("acme.csv", [header.join(","), ...lines, ""].join("\n"))]);
}

/** The rows of an import as a page lists them: organization, login and detail. */
async function listed(importId: number, choice: PeopleChoice): Promise<string[]> {
  const rows = await listImportPeople(db, importId, choice, 1);
  return rows.map(({ organization, login, detail }) =>
    [organization, login, detail].map((name) => (name === null ? "–" : withoutMark(name))).join(" "),
  );
}

async function everyone(importId: number): Promise<number> {
  let count = 0;
  for await (const batch of listImportPeopleBatches(db, { importId })) count += batch.length;
  return count;
}

async function outcomeOf(importId: number): Promise<ImportOutcome> {
  const { preview, result } = (await findImport(db, importId))!;
  if (result) return result;
  if (!preview || "refusal" in preview) throw new Error(`There is no preview: ${preview?.refusal}`);
  return preview.outcome;
}

const wordOf = async (importId: number) => previewOf(planImport(await outcomeOf(importId)));

async function confirm(importId: number) {
  return action(confirmImport)({ importId, preview: await wordOf(importId), reason });
}

describe("the people behind the numbers", () => {
  /** Ann stays, Bo leaves, Cy is deactivated, Di becomes an admin, Ed is renamed, and staff marked Flo. */
  async function createAcme() {
    const account = await createAccount({ planSeatCount: 20 });
    const [ann, bo, cy, di, ed, flo] = await Promise.all(
      ["ann", "bo", "cy", "di", "ed", "flo"].map((login, index) =>
        createUser({ login: own(login), serviceId: `${index}-${mark}` }),
      ),
    );
    const members = [ann, bo, cy, di, ed, flo].flatMap((person) => person!.owners);
    const acme = await createOrganization(members, { account, login: own("acme") });
    await db.update(owners).set({ isStudentByStaff: false }).where(eq(owners.id, flo!.owners[0]!.id));
    const row = (login: string, ...cells: string[]) => [acme.login, own(login), ...cells].join(",");
    const rows = [
      row("ann", `0-${mark}`, "", "", "", "2026-03-01"),
      row("cy", `2-${mark}`, "", "false"),
      row("di", `3-${mark}`, "admin"),
      row("eddy", `4-${mark}`),
      row("flo", `5-${mark}`, "", "", "true"),
      row("gil", `6-${mark}`, "admin", "true"),
      row("hal", `7-${mark}`, "member", "false"),
    ];
    return { acme, rows };
  }

  test("are named by the preview and then by the import: as many as each number says", async () => {
    const { acme, rows } = await createAcme();
    const importId = await stageRows(...rows);
    const lists: [PeopleChoice["show"], string[]][] = [
      ["added", ["acme gil admin", "acme hal member"]],
      ["removed", ["acme bo –"]],
      ["activated", ["acme gil –"]],
      ["deactivated", ["acme cy –"]],
      ["rolesChanged", ["acme di admin"]],
      ["peopleUpdated", ["acme eddy –", "acme flo –"]],
      ["lastSeenUpdated", ["acme ann –"]],
      ["waitingEnded", []],
    ];
    const expectLists = async () => {
      const outcome = await outcomeOf(importId);
      for (const [show, people] of lists) {
        const choice = { show, organization: acme.login };
        expect(await listed(importId, choice)).toEqual(people);
        expect(await listed(importId, { show })).toEqual(people);
        expect(countPeople(outcome, choice)).toBe(people.length);
      }
      expect(await listed(importId, { show: "renamed" })).toEqual(["– ed eddy"]);
      expect(await listed(importId, { show: "keptMarks" })).toEqual(["– flo not a student"]);
      expect(outcome).toMatchObject({ renamed: 1, keptMarks: 1, joined: 0 });
    };

    await expectLists();
    expect(await confirm(importId)).toMatchObject({ ok: true });
    await expectLists();
    expect(await everyone(importId)).toBe(11);
  });

  test("lead to their pages, after a renaming by the new login", async () => {
    const { rows } = await createAcme();
    const importId = await stageRows(...rows);
    const pageOf = async (show: PeopleChoice["show"]) => (await listImportPeople(db, importId, { show }, 1))[0]?.userId;
    expect(await pageOf("removed")).toEqual(expect.any(Number));
    expect([await pageOf("added"), await pageOf("renamed")]).toEqual([null, null]);
    await confirm(importId);
    const [eddy] = await db
      .select()
      .from(owners)
      .where(eq(owners.login, own("eddy")));
    expect(await pageOf("renamed")).toBe(eddy!.userId);
    expect(await pageOf("added")).toEqual(expect.any(Number));
  });

  test("include who waited and got a seat, in organizations without a roster too", async () => {
    const account = await createAccount({ planSeatCount: 1 });
    await db.update(accounts).set({ isAutoActivating: true }).where(eq(accounts.id, account.id));
    const acme = await createOrganization([], { account, login: own("acme") });
    const beta = await createOrganization([], { account, login: own("beta") });
    await confirm(await stageRows(`${acme.login},${own("ann")}`, `${acme.login},${own("bo")}`));
    await db.update(accounts).set({ planSeatCount: 3 }).where(eq(accounts.id, account.id));

    const importId = await stageRows(`${beta.login},${own("cy")}`);
    await confirm(importId);
    expect(await listed(importId, { show: "activated" })).toEqual(["acme bo automatically", "beta cy automatically"]);
    expect(countPeople(await outcomeOf(importId), { show: "activated" })).toBe(2);
  });

  test("include a login that turned out to be another, by the name the other one had", async () => {
    await createUser({ login: own("old"), serviceId: `9-${mark}` });
    await createUser({ login: own("new") });
    const importId = await stageRows(`${own("acme")},${own("new")},9-${mark}`);
    await confirm(importId);
    expect(await listed(importId, { show: "joined" })).toEqual(["– new old"]);
  });

  test("are kept by the command too", async () => {
    const content = Buffer.from(`organization,login\n${own("acme")},${own("ann")}\n`);
    const rosters = await readRosters([{ path: "acme.csv", content }]);
    const options = { activate: "none", allowShrink: false, reason } as const;
    const { outcome } = await importRosters({ kind: "cli", user: "tester" }, { rosters, ...options });
    const [done] = await db.select().from(imports).orderBy(desc(imports.id)).limit(1);
    expect(outcome.organizations).toMatchObject([{ added: 1 }]);
    expect(await listed(done!.id, { show: "added" })).toEqual(["acme ann member"]);
  });
});

describe("while it waits, an import", () => {
  test("keeps the first of each list, and all of them once it is done", async () => {
    const count = firstPeople + 20;
    const names = Array.from({ length: count }, (_, index) => own(`m${String(index).padStart(3, "0")}`));
    const importId = await stageRows(...names.map((login) => `${own("acme")},${login}`));
    const choice = { show: "added", organization: own("acme") } as const;
    expect(countPeople(await outcomeOf(importId), choice)).toBe(count);
    expect(await everyone(importId)).toBe(firstPeople);
    expect((await listed(importId, choice)).at(-1)).toBe("acme m049 member");

    await confirm(importId);
    expect(await everyone(importId)).toBe(count);
    const second = await listImportPeople(db, importId, choice, 2);
    expect(second.map(({ login }) => login)).toEqual(names.slice(50));
  });

  test("names others once it is previewed again, and nobody once it is discarded", async () => {
    const [ann, bo] = [await createUser({ login: own("ann") }), await createUser({ login: own("bo") })];
    const acme = await createOrganization(ann.owners, { login: own("acme") });
    const importId = await stageRows(`${acme.login},${own("ann")}`, `${acme.login},${own("bo")}`);
    expect(await listed(importId, { show: "added" })).toEqual(["acme bo member"]);

    await confirm(await stageRows(`${acme.login},${own("bo")}`));
    expect(await action(previewImport)({ importId })).toMatchObject({ ok: true });
    expect(await listed(importId, { show: "added" })).toEqual(["acme ann member"]);
    await action(discardImport)({ importId });
    expect(await everyone(importId)).toBe(0);
    expect(bo.owners).toHaveLength(1);
  });

  test("S17: is not confirmed when it would concern as many other people", async () => {
    const people = await Promise.all(["ann", "bo", "cy"].map((login) => createUser({ login: own(login) })));
    const [ann, bo, cy] = people.flatMap((person) => person.owners);
    const acme = await createOrganization([ann!, bo!], { login: own("acme") });
    const importId = await stageRows(`${acme.login},${own("ann")}`);
    const [shown, before] = [await wordOf(importId), await outcomeOf(importId)];
    expect(await listed(importId, { show: "removed" })).toEqual(["acme bo –"]);

    await confirm(await stageRows(`${acme.login},${own("ann")}`, `${acme.login},${cy!.login}`));
    expect(await action(confirmImport)({ importId, preview: shown, reason })).toMatchObject({
      ok: false,
      error: { code: "preview_changed" },
    });
    const after = await outcomeOf(importId);
    expect({ ...after, peopleDigest: "" }).toEqual({ ...before, peopleDigest: "" });
    expect(await listed(importId, { show: "removed" })).toEqual(["acme cy –"]);
    expect(await confirm(importId)).toMatchObject({ ok: true });
  });

  test("is confirmed by the same word however often it is previewed", async () => {
    const importId = await stageRows(`${own("acme")},${own("ann")}`, `${own("beta")},${own("bo")}`);
    const shown = await wordOf(importId);
    await action(previewImport)({ importId });
    expect(await wordOf(importId)).toBe(shown);
  });
});

test("names are deleted by the console alone", async () => {
  const rep = await signInAs("admin");
  const actor = { kind: "staff", id: String(rep.id), email: rep.email, role: "admin" } as const;
  await expect(deleteOldImportPeople(actor, { now: new Date().toISOString() })).rejects.toMatchObject({
    code: "forbidden",
  });
});
