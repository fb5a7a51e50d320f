import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import type { Account } from "@/db/schema/accounts";
import { memberships } from "@/db/schema/memberships";
import { type Organization, organizations } from "@/db/schema/organizations";
import { owners } from "@/db/schema/people";
import { readRosters } from "@/server/rosters/read-rosters";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { importRosters } from "./import-rosters";

let mark: string;
const own = (name: string) => `${name}-${mark}`;

beforeEach(() => {
  mark = randomUUID().slice(0, 8);
});

afterEach(async () => {
  expect(await listSeatDrift(db)).toEqual([]);
});

/** Each file is called by its organization. */
async function importFiles(files: Record<string, string>, activate: "none" | "all" = "none") {
  const named = Object.entries(files).map(([name, text]) => ({
    ...{ path: `${name}.csv`, content: Buffer.from(text), organization: name },
  }));
  const rosters = await readRosters(named);
  const options = { activate, allowShrink: false, reason: "Import of rosters" };
  const cli = { kind: "cli", user: "tester" } as const;
  return importRosters(cli, { rosters, ...options });
}

describe("S2: every login has a person", () => {
  async function peopleCalled(name: string) {
    const rows = await db.select().from(owners).where(eq(owners.name, name));
    return new Set(rows.map(({ userId }) => userId)).size;
  }

  test("people are never merged by name or e-mail, in one roster, in several or later", async () => {
    const name = own("Ann Lee");
    const row = (login: string) => `${own(login)},${name},ann@acme.example\n`;
    const header = "login,name,email\n";
    await importFiles({ [own("web")]: header + row("ann") + row("ann2"), [own("api")]: header + row("ann3") });
    expect(await peopleCalled(name)).toBe(3);
    await importFiles({ [own("docs")]: header + row("ann4") });
    expect(await peopleCalled(name)).toBe(4);
  });

  test("a login seen again, in any case, is the same person and brings no other", async () => {
    await importFiles({ [own("web")]: `login\n${own("ann")}\n` });
    await importFiles({ [own("api")]: `login\n${own("ANN")}\n` });
    const found = await db
      .select()
      .from(owners)
      .where(sql`lower(login) = ${own("ann")}`);
    expect(found).toHaveLength(1);
    expect(await db.$count(memberships, eq(memberships.ownerId, found[0]!.id))).toBe(2);
  });
});

describe("S16: a failed import changes no count", () => {
  let account: Account;
  let [web, api]: Organization[] = [];

  /** A full account: Ann in web, Bo in api. */
  beforeEach(async () => {
    account = await createAccount({ planSeatCount: 2 });
    web = await createOrganization((await createUser({ login: own("ann") })).owners, { account, login: own("web") });
    api = await createOrganization((await createUser({ login: own("bo") })).owners, { account, login: own("api") });
    account = await reloadAccount(account);
  });

  async function stored() {
    const rows = [];
    for (const { id } of [web!, api!]) {
      const [organization] = await db.select().from(organizations).where(eq(organizations.id, id));
      const members = await db.select().from(memberships).where(eq(memberships.organizationId, id));
      rows.push({ organization, members });
    }
    const newcomers = await db.$count(owners, sql`login = ${own("new")}`);
    return { account: await reloadAccount(account), rows, newcomers };
  }

  test.each([
    ["a file cannot be read", "login\nnobody could be called this\n", "none", "nobody could be called this"],
    ["an organization is empty all at once", "login\n", "none", "empty"],
    ["seats are missing", "login\nfirst-newcomer\nsecond-newcomer\n", "all", "1 seat short"],
  ] as const)("when %s: what the other file brings is not kept either", async (_, text, activate, words) => {
    const before = await stored();
    const files = { [own("web")]: `login\n${own("new")}\n`, [own("api")]: text };
    await expect(importFiles(files, activate)).rejects.toThrow(words);
    expect(await stored()).toEqual(before);
  });

  test("and the same files once they are mended are done whole", async () => {
    await importFiles({ [own("web")]: `login\n${own("new")}\n`, [own("api")]: `login\n${own("bo")}\n` }, "all");
    expect(await stored()).toMatchObject({ account: { usedSeatCount: 2 }, newcomers: 1 });
  });
});

test("in an organization that is in no account, everyone is activated whom the roster names, and nobody takes a seat", async () => {
  const logins = ["ann", "bo", "cy"].map(own);
  const outcome = await importFiles({ [own("web")]: ["login", ...logins].join("\n") }, "all");
  expect(outcome).toMatchObject({ organizations: [{ accountId: null, activated: 3 }], accounts: [] });
});
