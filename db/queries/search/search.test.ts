import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { organizations } from "@/db/schema/organizations";
import { formerLogins, users } from "@/db/schema/people";
import type { SearchKind } from "@/domain/search";
import { createAccount, createOrganization, createUser, sayOf, unique } from "@/test/factories";
import { search } from "./search";

async function hitsOf(kind: SearchKind, text: string) {
  const { groups } = await search(db, text);
  return groups.find((group) => group.kind === kind)?.hits ?? [];
}

async function names(kind: SearchKind, text: string) {
  return (await hitsOf(kind, text)).map(({ name }) => name);
}

describe("a person", () => {
  test("is found by name, login, former login, e-mail, verified e-mail and id, each with its reason", async () => {
    const key = unique();
    const serviceId = String(Date.now());
    const login = `lo-${key}`;
    const person = await createUser({ name: `Nora ${key}`, login, serviceId, email: `mail-${key}@acme.example` });
    const [owner] = person.owners;
    await sayOf(owner!, { verifiedEmail: `Verified-${key}@home.example` });
    await db.insert(formerLogins).values({ ownerId: owner!.id, login: `Old-${key}` });

    for (const [text, reason] of [
      [`NORA ${key}`, null],
      [`LO-${key}`, `login ${login}`],
      [`old-${key}`, `formerly Old-${key}`],
      [`mail-${key}@ACME.example`, `e-mail mail-${key}@acme.example`],
      [`verified-${key}@home.example`, `verified e-mail Verified-${key}@home.example`],
      [serviceId, `GitHub id ${serviceId}`],
      [key.slice(2, 8), null],
    ] as const) {
      expect(await hitsOf("person", text)).toEqual([
        {
          kind: "person",
          id: String(person.id),
          name: `Nora ${key}`,
          detail: login,
          reason,
          href: `/people/${person.id}`,
        },
      ]);
    }
  });

  test("who turned out to be another person, and that one another again, leads to the last", async () => {
    const key = unique();
    const last = await createUser({ name: "Last Of Them" });
    const middle = await createUser({ name: "Middle One" });
    const first = await createUser({ name: `First ${key}` });
    await db.update(users).set({ mergedIntoId: last.id }).where(eq(users.id, middle.id));
    await db.update(users).set({ mergedIntoId: middle.id }).where(eq(users.id, first.id));
    expect(await hitsOf("person", key)).toMatchObject([
      { id: String(last.id), name: "Last Of Them", reason: `formerly a separate record, First ${key}` },
    ]);
  });

  test("is one hit, whatever of theirs matches", async () => {
    const key = unique();
    await createUser({ name: key, logins: 3, email: `${key}@acme.example` });
    expect(await hitsOf("person", key)).toMatchObject([{ name: key, reason: null }]);
  });
});

test("an organization is found by login, id and what Stripe calls it, and leads to its page", async () => {
  const key = unique();
  const account = await createAccount();
  const serviceId = String(Date.now());
  const attached = await createOrganization([], { login: `org-${key}`, account, serviceId });
  const free = await createOrganization([], { login: `free-${key}` });
  const stripe = { stripeCustomerId: `cus_${key}`, stripeSubscriptionId: `sub_${key}` };
  await db.update(organizations).set(stripe).where(eq(organizations.id, attached.id));

  const hit = { id: String(attached.id), name: `org-${key}`, detail: `GitHub, in ${account.name}` };
  const href = `/organizations/${attached.id}`;
  expect(await hitsOf("organization", `ORG-${key}`)).toMatchObject([{ ...hit, reason: null, href }]);
  expect(await hitsOf("organization", serviceId)).toMatchObject([{ ...hit, reason: `GitHub id ${serviceId}` }]);
  expect(await hitsOf("organization", `cus_${key}`)).toMatchObject([{ ...hit, reason: `Stripe customer cus_${key}` }]);
  expect(await hitsOf("organization", `sub_${key}`)).toMatchObject([
    { ...hit, reason: `Stripe subscription sub_${key}` },
  ]);
  expect(await hitsOf("organization", free.login)).toMatchObject([
    { detail: "GitHub, in no account", href: `/organizations/${free.id}` },
  ]);
});

test("an account is found by name and by id", async () => {
  const key = unique();
  const account = await createAccount({ name: `Acme ${key} Ltd`, planSeatCount: 7 });
  const hit = { id: account.id, name: account.name, detail: "0 organizations, 0 of 7 seats used" };
  expect(await hitsOf("account", key.toUpperCase())).toMatchObject([{ ...hit, reason: null }]);
  expect(await hitsOf("account", account.id)).toMatchObject([{ ...hit, reason: `id ${account.id}` }]);
});

describe("the best match stands first", () => {
  test("all of a name, then its beginning, then a word's, then any part; then the shorter; then by name", async () => {
    const key = unique();
    const ranked = [key, `${key}a`, `${key}b`, `${key} and more`, `An ${key}`, `Bo-${key}`, `x${key}`, `xx${key}`];
    for (const name of ranked.toReversed()) await createUser({ name });
    expect(await names("person", key)).toEqual(ranked);
  });

  test("a whole name is found among fifty that begin with it, and the list is said to be longer", async () => {
    const key = unique();
    await db.insert(users).values(Array.from({ length: 60 }, (_, number) => ({ name: `${key}-${number}` })));
    await createUser({ name: "Somebody", login: key });
    const { groups } = await search(db, key);
    const people = groups.find(({ kind }) => kind === "person")!;
    expect(people.hits).toHaveLength(8);
    expect(people.hits[0]).toMatchObject({ name: "Somebody", reason: `login ${key}` });
    expect(people.moreHref).toBe(`/people?q=${key}`);
  });

  test("the kind with the best match stands first of the kinds", async () => {
    const key = unique();
    await createAccount({ name: `The ${key}` });
    await createOrganization([], { login: `${key}-lab` });
    await createUser({ login: key });
    const kinds = (await search(db, key)).groups.map(({ kind }) => kind);
    expect(kinds).toEqual(["person", "organization", "account"]);
  });
});

test("one and two letters find what begins with them", async () => {
  const name = `ǂǁ ${unique()}`;
  await createUser({ name });
  await createUser({ name: `x${name}` });
  expect(await names("person", "ǂ")).toEqual([name]);
  expect(await names("person", "ǂǁ")).toEqual([name]);
});

test("wildcards are letters like others", async () => {
  const key = unique();
  await createUser({ name: `${key}%_\\` });
  await createUser({ name: `${key}abc` });
  expect(await names("person", `${key}%`)).toEqual([`${key}%_\\`]);
  expect(await names("person", `${key}%_\\`)).toEqual([`${key}%_\\`]);
  expect(await names("person", `${key}_bc`)).toEqual([]);
});

test("nothing is found by nothing, and by what nobody is called", async () => {
  expect(await search(db, "")).toEqual({ text: "", groups: [] });
  expect((await search(db, unique())).groups).toEqual([]);
});
