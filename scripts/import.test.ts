import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { accounts } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { imports } from "@/db/schema/imports";
import { organizations } from "@/db/schema/organizations";
import { createAccount, createOrganization } from "@/test/factories";

const loader = pathToFileURL(path.resolve("node_modules/tsx/dist/loader.mjs")).href;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "import-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A roster file of an organization of its own. */
async function roster(...logins: string[]) {
  const organization = `cli-${randomUUID().slice(0, 8)}`;
  const file = path.join(folder, `${organization}.csv`);
  await writeFile(file, ["organization,login", ...logins.map((login) => `${organization},${login}`), ""].join("\n"));
  return { organization, file };
}

/** Calls the command in a process of its own, on the database of this test file. */
function call(...words: string[]) {
  const flags = ["--conditions=react-server", `--import=${loader}`];
  const env = { ...process.env, TSX_TSCONFIG_PATH: path.resolve("tsconfig.json") };
  const child = spawn(process.execPath, [...flags, "scripts/import.ts", ...words], { env });
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const said = { stdout: "", stderr: "" };
    child.stdout.on("data", (text) => {
      said.stdout += text;
    });
    child.stderr.on("data", (text) => {
      said.stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...said }));
  });
}

async function isKnown(login: string) {
  return (await db.$count(organizations, eq(organizations.login, login))) === 1;
}

async function lastImport() {
  const [last] = await db.select().from(imports).orderBy(desc(imports.id)).limit(1);
  return last;
}

test("--json prints one object with each organization's counts, and the audit log names who called", async () => {
  const { organization, file } = await roster("ann", "bo");
  const { code, stdout, stderr } = await call("--json", "--activate", "all", file);

  expect([code, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toMatchObject({
    isDryRun: false,
    organizations: [{ organization, isNew: true, before: 0, after: 2, added: 2, removed: 0, activated: 2 }],
    accounts: [],
    skippedRows: [],
  });
  const actor = `cli:${os.userInfo().username}`;
  const [row] = await db.select().from(auditLog).orderBy(desc(auditLog.id)).limit(1);
  expect(row).toMatchObject({ action: "roster.import", actor, after: { login: organization, members: 2 } });
  expect(await lastImport()).toMatchObject({ status: "done", actor, activate: "all" });
});

test("what is left unactivated is printed, with what to do, and fails nothing", async () => {
  const { organization, file } = await roster("cli-ann", "cli-bo");
  const said = path.join(folder, `${organization}-said.csv`);
  await writeFile(said, `organization,login,activated\n${organization},cli-ann,true\n${organization},cli-bo,false\n`);
  const next = ". Import again with --activate all, or activate them on the account's People page.";

  const { code, stdout } = await call(file);
  expect(code).toBe(0);
  expect(stdout).toContain(`2 members are not activated${next}`);
  expect(JSON.parse((await call("--json", "--dry-run", file)).stdout)).toMatchObject({ notActivated: 2 });
  expect((await call("--dry-run", "--activate", "all", file)).stdout).not.toContain("not activated");
  expect((await call(said)).stdout).not.toContain("not activated");
  expect((await call("--dry-run", file)).stdout).toContain(`1 member is not activated${next}`);
}, 60_000);

test("a dry run tells the same and changes nothing", async () => {
  const before = await lastImport();
  const { organization, file } = await roster("ann");
  const { code, stdout } = await call("--dry-run", file);

  expect(code).toBe(0);
  expect(stdout).toContain(`${organization} (new): 0 → 1 members, 1 added`);
  expect(stdout).toContain("Nothing was changed: this was a dry run.");
  expect(await isKnown(organization)).toBe(false);
  expect(await lastImport()).toEqual(before);
});

test("the output shows the effect on each account's seats: over by how many, who was activated, who waits and why", async () => {
  const [over, auto] = [await roster("cli-di", "cli-ed"), await roster("cli-flo", "cli-gil")];
  const allowing = await createAccount({ planSeatCount: 1, overage: "allow" });
  await createOrganization([], { account: allowing, login: over.organization });
  const { stdout } = await call("--activate", "all", over.file);
  expect(stdout).toContain(`Account ${allowing.name}: used seats 0 → 2 of 1, over by 1, students 0 → 0, bots 0 → 0`);

  const letting = await createAccount({ planSeatCount: 1 });
  await db.update(accounts).set({ isAutoActivating: true }).where(eq(accounts.id, letting.id));
  await createOrganization([], { account: letting, login: auto.organization });
  const done = await call(auto.file);
  expect(done.stdout).toContain(`Account ${letting.name}: used seats 0 → 1 of 1, students`);
  expect(done.stdout).toContain("auto-activated 1, left out 1: no seat is free");

  await db.update(accounts).set({ planSeatCount: 2 }).where(eq(accounts.id, letting.id));
  const next = await roster("cli-flo");
  await createOrganization([], { account: letting, login: next.organization });
  const later = await call(next.file);
  expect(later.stdout).toContain(`${auto.organization}: 1 who waited are activated.`);
  expect(later.stdout).toContain("auto-activated 2\n");
  expect(await listSeatDrift(db)).toEqual([]);
}, 60_000);

test("a list of old plans is shown with before and after, as words and as JSON", async () => {
  const organization = `cli-${randomUUID().slice(0, 8)}`;
  const file = path.join(folder, `${organization}-plans.csv`);
  await writeFile(file, `organization,plan_seats,stripe_customer_id\n${organization},70,cus_1\n`);
  const dry = await call("--dry-run", file);
  expect(dry.stdout).toContain(
    `${organization} (new): old plan seats none → 70, Stripe customer none → cus_1, subscription none`,
  );
  expect(await isKnown(organization)).toBe(false);

  const before = { planSeats: null, stripeCustomer: null, stripeSubscription: null };
  expect(JSON.parse((await call("--json", file)).stdout)).toMatchObject({
    organizations: [],
    plans: [{ organization, isNew: true, before, after: { ...before, planSeats: 70, stripeCustomer: "cus_1" } }],
    accounts: [],
  });
  expect(await isKnown(organization)).toBe(true);
});

test("an import that is refused ends with 1, says file and line, and is recorded as failed", async () => {
  const { organization, file } = await roster("ann", "not a login");
  const { code, stdout, stderr } = await call("--json", file);

  expect([code, stderr]).toEqual([1, ""]);
  const { error } = JSON.parse(stdout);
  expect(error).toContain(`${file}:3: "not a login"`);
  expect(await lastImport()).toMatchObject({ status: "failed", failure: error, files: [{ path: file }] });
  expect(await isKnown(organization)).toBe(false);
});

test("--organization names every file that names none, or a file, and a file that no one names is refused", async () => {
  const code = randomUUID().slice(0, 8);
  const [admins, members] = [path.join(folder, `admins-${code}.yaml`), path.join(folder, `members-${code}.csv`)];
  await writeFile(admins, `admins: [ann-${code}]\n`);
  await writeFile(members, `login\nbo-${code}\n`);
  const united = await call("--organization", `${code}-all`, "--json", admins, members);
  expect(JSON.parse(united.stdout)).toMatchObject({ organizations: [{ organization: `${code}-all`, after: 2 }] });

  const each = [`${admins}=${code}-one`, `${members}=${code}-two`].flatMap((named) => ["--organization", named]);
  expect((await call(...each, admins, members)).code).toBe(0);
  expect(await isKnown(`${code}-one`)).toBe(true);
  expect(await isKnown(`${code}-two`)).toBe(true);

  const [unnamed, several, absent] = await Promise.all([
    call(members),
    call("--organization", "one", "--organization", "two", members),
    call("--organization", "a.csv=one", members),
  ]);
  expect([unnamed.code, several.code, absent.code]).toEqual([1, 1, 1]);
  expect(unnamed.stderr).toContain("--organization");
  expect(several.stderr).toMatch(/^Name one organization for all files, or one per file: FILE=LOGIN\.\nUsage: /);
  expect(absent.stderr).toMatch(/^--organization names a\.csv, which is not among the files\.\nUsage: /);
}, 60_000);

test("what cannot be understood ends with 1 and the usage, and --help with 0", async () => {
  const [unknown, nothing, help] = await Promise.all([call("--no-such", "a.csv"), call(), call("--help")]);
  expect([unknown.code, nothing.code, help.code]).toEqual([1, 1, 0]);
  expect(unknown.stderr).toMatch(/^Unknown option --no-such\.\nUsage: /);
  expect(nothing.stderr).toMatch(/^Name at least one roster file\.\nUsage: /);
  expect(help).toMatchObject({ stdout: expect.stringMatching(/^Usage: npm run import -- /), stderr: "" });
});
