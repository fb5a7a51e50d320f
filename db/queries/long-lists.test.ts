import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { type Account, accounts } from "@/db/schema/accounts";
import { auditLog } from "@/db/schema/audit-log";
import { type Organization, organizations } from "@/db/schema/organizations";
import { owners, users } from "@/db/schema/people";
import { newAccount } from "@/domain/accounts";
import { AuditLogListing } from "@/domain/input/audit-log";
import {
  AccountListing,
  AccountOrganizationListing,
  AccountPeopleListing,
  OrganizationListing,
  PeopleListing,
} from "@/domain/input/listings";
import { accountSorts, type Paged } from "@/domain/listings";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { listAccountPeople } from "./account-people";
import { listRosterBatches } from "./account-roster";
import { listAccounts } from "./accounts";
import { listAuditLog } from "./audit-log";
import { listOrganizationSeats } from "./organization-seats";
import { listOrganizations } from "./organizations";
import { listPeopleBehind, listPeopleBehindBatches } from "./overlap";
import { listPeople } from "./people";
import { listRecounts } from "./seat-drift";

const count = 150;
const organizationCount = 18;

/** Marks the rows of this file, so that a search finds them and no others. */
const mark = `long-${randomUUID().slice(0, 8)}`;
let account: Account;
let shared: Organization[] = [];

/** 150 people, each activated in the same 18 organizations of one account, and 150 rows of its audit log. */
beforeAll(async () => {
  const people = await db
    .insert(users)
    .values(Array.from({ length: count }, (_, index) => ({ name: `${mark} ${index}` })))
    .returning();
  const logins = await db
    .insert(owners)
    .values(people.map(({ id }) => ({ userId: id, service: "github" as const, login: `${mark}-${id}` })))
    .returning();
  account = await createAccount({ name: mark, planSeatCount: count });
  shared = [];
  for (let place = 0; place < organizationCount; place++) {
    shared.push(await createOrganization(logins, { account, login: `${mark}-shared-${place}` }));
  }

  const subject = { accountId: account.id, subjectKind: "account", subjectId: account.id } as const;
  const row = { ...subject, action: "seats.change", actor: "tester", reason: mark, changeId: randomUUID() } as const;
  await db.insert(auditLog).values(Array.from({ length: count }, () => row));
});

/** Every row of a list, page after page; each page has the same total. */
async function pagesOf<Row>(list: (page: number) => Promise<Paged<Row>>): Promise<Row[]> {
  const { rows, total } = await list(1);
  for (let page = 2; rows.length < total; page++) {
    const next = await list(page);
    expect(next.total).toBe(total);
    expect(next.rows).not.toEqual([]);
    rows.push(...next.rows);
  }
  return rows;
}

function insertOrganizations(
  name: string,
  accountIdOf: (index: number) => string | undefined,
): Promise<Organization[]> {
  const rows = Array.from({ length: count }, (_, index) => {
    const accountId = accountIdOf(index);
    const login = `${mark}-${name}-${index}`;
    return { service: "github" as const, login, accountId, attachedAt: accountId ? new Date() : undefined };
  });
  return db.insert(organizations).values(rows).returning();
}

const distinct = (values: unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size;

describe("no list is cut: page after page every row is reached, once, and the total is right", () => {
  test("the people behind an exact intersection and behind a pair", async () => {
    const organizationIds = shared.map(({ id }) => id);
    for (const chosen of [
      { kind: "exact" as const, organizationIds },
      { kind: "pair" as const, organizationIds: organizationIds.slice(0, 2) },
    ]) {
      const people = await pagesOf((page) => listPeopleBehind(db, account.id, chosen, { page }));
      expect([people.length, distinct(people.map(({ id }) => id))]).toEqual([count, count]);
      const batches: unknown[] = [];
      for await (const batch of listPeopleBehindBatches(db, account.id, chosen)) batches.push(...batch);
      expect(batches).toEqual(people);
    }
  });

  test("the people of an account, and everyone known", async () => {
    const lists = [
      (page: number) => listAccountPeople(db, account.id, { ...AccountPeopleListing.parse({}), page }),
      (page: number) => listPeople(db, { ...PeopleListing.parse({ q: mark }), page }),
    ];
    for (const list of lists) {
      const people = await pagesOf<{ id: number }>(list);
      expect([people.length, distinct(people.map(({ id }) => id))]).toEqual([count, count]);
    }
  });

  test("by name, from the front and from the back, as a plain sort has them", async () => {
    const beside = await Promise.all(
      Array.from({ length: 60 }, (_, index) => createUser({ name: `${mark} ${index}b` })),
    );
    const candidates = beside.flatMap(({ owners }) => owners);
    const mixed = await createAccount();
    await createOrganization(candidates.slice(0, 40), { account: mixed, isActivated: false });
    await createOrganization(candidates.slice(30), { account: mixed });
    const key = ({ id, name }: { id: number; name: string }) => [name.toLowerCase(), id] as const;
    const inOrder = (people: { id: number; name: string }[]) =>
      people.map(key).sort(([a, one], [b, other]) => (a < b ? -1 : a > b ? 1 : one - other));

    for (const direction of ["asc", "desc"] as const) {
      const everybody = await pagesOf((page) => listPeople(db, { ...PeopleListing.parse({ direction }), page }));
      const here = await pagesOf((page) =>
        listAccountPeople(db, mixed.id, { ...AccountPeopleListing.parse({ direction }), page }),
      );
      expect([everybody.length > 200, here.length]).toEqual([true, 60]);
      for (const people of [everybody, here]) {
        const sorted = inOrder(people);
        expect(people.map(key)).toEqual(direction === "asc" ? sorted : sorted.toReversed());
      }
    }
  });

  test("the roster of an account as a file", async () => {
    const rows: unknown[] = [];
    for await (const batch of listRosterBatches(db, account.id, AccountPeopleListing.parse({}))) rows.push(...batch);
    expect([rows.length, distinct(rows)]).toEqual([count * organizationCount, count * organizationCount]);
  });

  test("the audit log, of all accounts and of one", async () => {
    for (const scope of [{ accountId: account.id }, {}]) {
      const listing = { ...AuditLogListing.parse({ q: mark }), ...scope };
      const entries = await pagesOf((page) => listAuditLog(db, { ...listing, page }));
      expect([entries.length, distinct(entries.map(({ id }) => id))]).toEqual([count, count]);
    }
  });

  test("accounts, their seat check, and organizations, attached or not", async () => {
    const facts = Array.from({ length: count }, (_, index) => ({ ...newAccount, name: `${mark}-family ${index}` }));
    const ids = (await db.insert(accounts).values(facts).returning()).map(({ id }) => id);
    const listing = AccountListing.parse({ q: `${mark}-family` });
    const family = await pagesOf((page) => listAccounts(db, { ...listing, page }));
    expect([family.length, distinct(family.map(({ id }) => id))]).toEqual([count, count]);
    for (const sort of accountSorts) {
      for (const direction of ["asc", "desc"] as const) {
        const asked = { ...listing, sort, direction };
        const { rows: whole } = await listAccounts(db, asked, { isWhole: true });
        expect(await pagesOf((page) => listAccounts(db, { ...asked, page }))).toEqual(whole);
      }
    }
    expect(await listRecounts(db, ids)).toHaveLength(count);

    await insertOrganizations("tribe", (index) => (index % 2 ? ids[index] : undefined));
    const tribe = OrganizationListing.parse({ q: `${mark}-tribe` });
    const found = await pagesOf((page) => listOrganizations(db, { ...tribe, page }));
    expect([found.length, distinct(found.map(({ id }) => id))]).toEqual([count, count]);
  });

  test("the organizations of an account", async () => {
    const wide = await createAccount();
    await insertOrganizations("wide", () => wide.id);
    const listing = AccountOrganizationListing.parse({});
    const found = await pagesOf((page) => listOrganizationSeats(db, wide.id, { ...listing, page }));
    expect([found.length, distinct(found.map(({ id }) => id))]).toEqual([count, count]);
  });
});
