import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { formerLogins, users } from "@/db/schema/people";
import { PeopleListing, parseListing } from "@/domain/input/listings";
import { createAccount, createOrganization, createUser } from "@/test/factories";
import { listPeople } from "./people";

function list(searchParams: Record<string, string>) {
  return listPeople(db, parseListing(PeopleListing, searchParams));
}

async function names(searchParams: Record<string, string>) {
  return (await list(searchParams)).rows.map(({ name }) => name);
}

describe("everyone known", () => {
  test("comes with logins, organizations attached or not, and the accounts where they are account users", async () => {
    const account = await createAccount();
    const person = await createUser({ name: "Everyone One", logins: 2 });
    const attached = await createOrganization([person.owners[0]!], { account, login: "b-everyone" });
    const unattached = await createOrganization(person.owners, { login: "a-everyone" });
    await createOrganization(person.owners, {
      account: await createAccount(),
      login: "c-everyone",
      isActivated: false,
    });

    const { rows, total } = await list({ q: "Everyone One" });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      kind: "seat",
      logins: person.owners.map(({ login }) => login).sort(),
      accounts: [{ id: account.id, name: account.name }],
    });
    expect(rows[0]!.organizations.map(({ login }) => login)).toEqual([unattached.login, attached.login, "c-everyone"]);
  });

  test("is found by login and by former login", async () => {
    const person = await createUser({ name: "Found Somewhere" });
    await db.insert(formerLogins).values({ ownerId: person.owners[0]!.id, login: "lost-once" });
    expect(await names({ q: person.owners[0]!.login! })).toEqual(["Found Somewhere"]);
    expect(await names({ q: "LOST-once" })).toEqual(["Found Somewhere"]);
  });

  test("is found by a part of the e-mail, by all of a verified one, and by id", async () => {
    const identity = { serviceId: "7070707", email: "reach.me@found.example" };
    await createUser({ name: "Found Otherwise", ...identity, verifiedEmail: "Sure@found.example" });
    for (const q of ["ME@found", "sure@FOUND.example", "7070707"])
      expect(await names({ q })).toEqual(["Found Otherwise"]);
    for (const q of ["sure@found", "707070"]) expect(await names({ q })).toEqual([]);
  });

  test("falls under exactly one status: a seat needs an account", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const [seat, student, bot, free] = [
      await createUser({ name: "Status Seat" }),
      await createUser({ name: "Status Student", isStudent: true }),
      await createUser({ name: "Status Bot", isBot: true }),
      await createUser({ name: "Status Free" }),
    ];
    await createOrganization(
      [seat, student, bot].flatMap(({ owners }) => owners),
      { account },
    );
    await createOrganization(free.owners);

    const q = "Status ";
    expect(await names({ q, status: "seat" })).toEqual(["Status Seat"]);
    expect(await names({ q, status: "student" })).toEqual(["Status Student"]);
    expect(await names({ q, status: "bot" })).toEqual(["Status Bot"]);
    expect(await names({ q, status: "not_activated" })).toEqual(["Status Free"]);
    expect((await list({ q })).total).toBe(4);
  });

  test("is sorted by name, whichever other order an address asks for", async () => {
    const [one, two] = [await createUser({ name: "Sorted a" }), await createUser({ name: "sorted B" })];
    await createOrganization(two.owners);
    await createOrganization([...one.owners, ...two.owners], { account: await createAccount() });
    await createOrganization(two.owners, { account: await createAccount() });

    expect(await names({ q: "sorted" })).toEqual(["Sorted a", "sorted B"]);
    expect(await names({ q: "sorted", direction: "desc" })).toEqual(["sorted B", "Sorted a"]);
    expect(await names({ q: "sorted", sort: "organizations" })).toEqual(["Sorted a", "sorted B"]);
  });

  test("leaves out rows that turned out to be another person's", async () => {
    const [kept, merged] = [await createUser({ name: "Merged kept" }), await createUser({ name: "Merged gone" })];
    await db.update(users).set({ mergedIntoId: kept.id }).where(eq(users.id, merged.id));
    expect(await names({ q: "Merged" })).toEqual(["Merged kept"]);
  });

  test("is paged, with the count of all", async () => {
    for (let number = 0; number < 51; number++) await createUser({ name: `Paged ${number}` });
    const [first, second] = [await list({ q: "Paged " }), await list({ q: "Paged ", page: "2" })];
    expect([first.rows.length, second.rows.length, first.total, second.total]).toEqual([50, 1, 51, 51]);
    expect(await list({ q: "Paged ", page: "3" })).toMatchObject({ rows: [], total: 51 });
  });
});
