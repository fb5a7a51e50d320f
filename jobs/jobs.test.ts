import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { insertFinishedImport } from "@/db/queries/imports";
import { findSuggestionRefresh } from "@/db/queries/suggestions/suggestion-refreshes";
import { answeredCalls } from "@/db/schema/answered-calls";
import { backgroundJobs } from "@/db/schema/background-jobs";
import { importPeople, imports } from "@/db/schema/imports";
import { staff, staffSessions } from "@/db/schema/staff";
import { suggestionRefreshes } from "@/db/schema/suggestions";
import { openSession } from "@/db/sessions";
import { jobs as jobNames } from "@/domain/background-jobs";
import type { ImportOutcome } from "@/domain/imports";
import { runJob } from "@/server/background/run-job";
import { createMessageTo } from "@/test/factories";
import { deleteExpired } from "./delete-expired-sessions";
import { deleteCalls } from "./delete-old-calls";
import { deleteImportPeople } from "./delete-old-import-people";
import { jobs } from "./jobs";
import { refreshSuggestions } from "./refresh-suggestions";
import { sendWebhookMessages } from "./send-webhook-messages";

const minute = 60_000;
const run = (job: (typeof jobs)[number], at = new Date()) => runJob(job, { holder: "test", at });
const jobRow = async ({ name }: (typeof jobs)[number]) =>
  (await db.select().from(backgroundJobs).where(eq(backgroundJobs.name, name)))[0]!;

beforeEach(async () => {
  await db.delete(backgroundJobs);
});

test("every job that has words is run, once", () => {
  expect(jobs.map(({ name }) => name).sort()).toEqual(Object.keys(jobNames).sort());
});

describe("webhook messages", () => {
  let received = 0;
  const receiver = createServer((_, response) => {
    received++;
    response.writeHead(204).end();
  });
  afterAll(() => receiver.close());

  test("are sent when they are due, and nothing runs while none is", async () => {
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    expect(await run(sendWebhookMessages)).toBe("not_now");

    await createMessageTo(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`);
    expect(await run(sendWebhookMessages)).toBe("done");
    expect(received).toBe(1);
    expect(await run(sendWebhookMessages, new Date(Date.now() + minute))).toBe("not_now");
    expect(await jobRow(sendWebhookMessages)).toMatchObject({ nextRunAt: null, failure: null });
  });
});

describe("suggestions", () => {
  const refreshedAt = async () => (await findSuggestionRefresh(db)).asOf!;

  test("are refreshed when missing, and again a quarter of an hour later", async () => {
    await db.delete(suggestionRefreshes);
    expect(await run(refreshSuggestions)).toBe("done");
    const asOf = await refreshedAt();
    expect(await run(refreshSuggestions, new Date(asOf.getTime() + 15 * minute - 1))).toBe("not_now");
    expect((await jobRow(refreshSuggestions)).nextRunAt).toEqual(new Date(asOf.getTime() + 15 * minute));
    expect(await run(refreshSuggestions, new Date(asOf.getTime() + 15 * minute))).toBe("done");
    expect((await refreshedAt()).getTime()).toBeGreaterThan(asOf.getTime());
  });

  test("are refreshed once, ten seconds after an import by a page or a command", async () => {
    await run(refreshSuggestions);
    const call = {
      actor: { kind: "cli", user: "ann" },
      files: [],
      options: { activate: "none", allowShrink: false },
    } as const;
    const result: ImportOutcome = {
      organizations: [],
      accounts: [],
      ...{ keptMarks: 0, renamed: 0, joined: 0 },
      skippedRows: [],
      peopleDigest: "0",
    };
    await db.transaction((tx) => insertFinishedImport(tx, { ...call, files: [], result }));
    const [imported] = await db.select({ at: imports.finishedAt }).from(imports);
    const soon = imported!.at!.getTime() + 10_000;
    expect(await run(refreshSuggestions, new Date(soon - 1))).toBe("not_now");
    expect(await run(refreshSuggestions, new Date(soon))).toBe("done");
    expect(await run(refreshSuggestions, new Date(soon + minute))).toBe("not_now");
  });
});

test("expired sessions are deleted every 15 minutes, and open ones stay", async () => {
  const email = `${randomUUID()}@staff.example`;
  await db.insert(staff).values({ email, role: "support" });
  const open = async () => (await openSession({ provider: "github", subject: email, verifiedEmails: [email] }))!;
  const [expired, live] = [await open(), await open()];
  await db
    .update(staffSessions)
    .set({ createdAt: new Date(Date.now() - 13 * 60 * minute) })
    .where(eq(staffSessions.id, expired));

  expect(await run(deleteExpired)).toBe("done");
  const left = (await db.select({ id: staffSessions.id }).from(staffSessions)).map(({ id }) => id);
  expect(left).toContain(live);
  expect(left).not.toContain(expired);
  expect(await run(deleteExpired)).toBe("not_now");
  expect(await run(deleteExpired, new Date(Date.now() + 15 * minute))).toBe("done");
});

test("answers to repeated calls are deleted once they are 30 days old", async () => {
  const now = new Date();
  const call = (key: string, days: number) => ({
    ...{ caller: "token:1", key, askedHash: "" },
    at: new Date(now.getTime() - days * 24 * 60 * minute),
  });
  await db.insert(answeredCalls).values([call("old", 31), call("new", 29)]);
  expect(await run(deleteCalls, now)).toBe("done");
  expect((await db.select().from(answeredCalls)).map(({ key }) => key)).toEqual(["new"]);
});

test("the names in imports are deleted 400 days after they ended, and those in waiting imports stay", async () => {
  const now = new Date();
  const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * minute);
  const call = { actor: "cli:ann", activate: "none" as const, isShrinkAllowed: false, files: [] };
  const rows = await db
    .insert(imports)
    .values([
      { ...call, status: "done", finishedAt: daysAgo(401), createdAt: daysAgo(401) },
      { ...call, status: "done", finishedAt: daysAgo(399), createdAt: daysAgo(401) },
      { ...call, status: "staged", createdAt: daysAgo(401) },
    ])
    .returning({ id: imports.id });
  await db
    .insert(importPeople)
    .values(
      rows.map(({ id: importId }) => ({ importId, organization: "acme", kind: "removed" as const, login: "ann" })),
    );
  expect(await run(deleteImportPeople, now)).toBe("done");
  const left = await db.select({ id: importPeople.importId }).from(importPeople).orderBy(importPeople.importId);
  expect(left.map(({ id }) => id)).toEqual(rows.slice(1).map(({ id }) => id));
});
