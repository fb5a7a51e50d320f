import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { memberships } from "@/db/schema/memberships";
import { organizations } from "@/db/schema/organizations";
import { owners } from "@/db/schema/people";
import { readRosters } from "@/server/rosters/read-rosters";
import { createOrganization, createUser } from "@/test/factories";
import { importRosters, previewRosters } from "./import-rosters";

let mark: string;
const own = (name: string) => `${name}-${mark}`;
const options = { activate: "none" as const, allowShrink: false, reason: "Last seen" };

beforeEach(() => {
  mark = randomUUID().slice(0, 8);
});

function read(rows: string[]) {
  const text = ["organization,login,service_id,last_seen_at", ...rows].join("\n");
  return readRosters([{ path: "seen.csv", content: Buffer.from(text) }]);
}

async function run(rows: string[]) {
  const rosters = await read(rows);
  const cli = { kind: "cli", user: "tester" } as const;
  return importRosters(cli, { rosters, ...options });
}

async function seen(organization: string) {
  const rows = await db
    .select({ login: owners.login, at: memberships.lastSeenAt })
    .from(memberships)
    .innerJoin(owners, eq(owners.id, memberships.ownerId))
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(eq(organizations.login, own(organization)))
    .orderBy(owners.login);
  return rows.map(({ login, at }) => `${login!.split("-")[0]} ${at?.toISOString() ?? "unknown"}`);
}

const row = (login: string, at: string, organization = "web") => `${own(organization)},${own(login)},,${at}`;

describe("when a login was last seen", () => {
  test("comes with the membership, each organization its own, and a blank leaves it unknown", async () => {
    await run([row("ann", "2026-03-01T10:00:00+02:00"), row("bo", ""), row("ann", "2026-05-01", "api")]);
    expect(await seen("web")).toEqual(["ann 2026-03-01T08:00:00.000Z", "bo unknown"]);
    expect(await seen("api")).toEqual(["ann 2026-05-01T00:00:00.000Z"]);
  });

  test("the latest wins: an older time, a blank and the same again change nothing and are not audited", async () => {
    await run([row("ann", "2026-03-01"), row("bo", "")]);
    const later = await run([row("ann", "2026-04-01"), row("bo", "2026-02-01")]);
    expect(later.organizations).toMatchObject([{ lastSeenUpdated: 2, added: 0, peopleUpdated: 0 }]);
    const { organizationId } = later.organizations[0]!;
    const rowsOf = () =>
      db
        .select()
        .from(auditLog)
        .where(eq(auditLog.subjectId, String(organizationId)));
    expect((await rowsOf()).at(-1)).toMatchObject({ after: { lastSeenUpdated: 2 } });

    const audited = (await rowsOf()).length;
    for (const [ann, bo] of [
      ["2026-03-15", "2026-01-01"],
      ["", ""],
      ["2026-04-01", "2026-02-01"],
    ] as const) {
      const outcome = await run([row("ann", ann), row("bo", bo)]);
      expect(outcome.organizations[0]).not.toHaveProperty("lastSeenUpdated");
    }
    expect(await seen("web")).toEqual(["ann 2026-04-01T00:00:00.000Z", "bo 2026-02-01T00:00:00.000Z"]);
    expect(await rowsOf()).toHaveLength(audited);
  });

  test("of two rows about one membership the later counts, whichever comes first", async () => {
    await run([
      row("ann", "2026-03-01"),
      row("ann", "2026-02-01"),
      row("bo", "2026-02-01"),
      row("bo", "2026-03-01"),
      row("cy", ""),
      row("cy", "2026-01-01"),
    ]);
    expect(await seen("web")).toEqual([
      "ann 2026-03-01T00:00:00.000Z",
      "bo 2026-03-01T00:00:00.000Z",
      "cy 2026-01-01T00:00:00.000Z",
    ]);
  });

  test("is kept by a preview as little as all else", async () => {
    await run([row("ann", "2026-03-01")]);
    const outcome = await previewRosters(await read([row("ann", "2026-04-01")]), options);
    expect(outcome.organizations).toMatchObject([{ lastSeenUpdated: 1 }]);
    expect(await seen("web")).toEqual(["ann 2026-03-01T00:00:00.000Z"]);
  });

  test("unites when two stored logins turn out to be one: the latest of both", async () => {
    const numbered = await createUser({ login: own("old"), serviceId: `7-${mark}` });
    const named = await createUser({ login: own("new") });
    const web = await createOrganization([...numbered.owners, ...named.owners], { login: own("web") });
    const api = await createOrganization(named.owners, { login: own("api") });
    const at = new Date("2026-06-01T00:00:00Z");
    for (const organizationId of [web.id, api.id]) {
      await db.update(memberships).set({ lastSeenAt: at }).where(eq(memberships.organizationId, organizationId));
    }
    await db
      .update(memberships)
      .set({ lastSeenAt: new Date("2026-01-01T00:00:00Z") })
      .where(eq(memberships.ownerId, numbered.owners[0]!.id));

    await run([`${own("web")},${own("new")},7-${mark},`, row("new", "", "api")]);
    expect(await seen("web")).toEqual(["new 2026-06-01T00:00:00.000Z"]);
    expect(await seen("api")).toEqual(["new 2026-06-01T00:00:00.000Z"]);
  });

  test("is refused where it is no time, with the line", async () => {
    const rows = [row("ann", "2026-03-01"), row("bo", "last week"), row("cy", "2999-01-01")];
    expect(() => read(rows)).toThrow(
      /^seen\.csv:3: "last week" is not a date that can be read.*\nseen\.csv:4: "2999-01-01" is in the future\./,
    );
  });
});
