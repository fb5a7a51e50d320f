import { parse } from "csv-parse/sync";
import { beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/client";
import { listAccountPeople } from "@/db/queries/account-people";
import { listOrganizationSeats } from "@/db/queries/organization-seats";
import { owners, users } from "@/db/schema/people";
import { AccountOrganizationListing, AccountPeopleListing, parseListing } from "@/domain/input/listings";
import { createAccount, createOrganization, createUser, reloadAccount } from "@/test/factories";
import { signInAs, signOut } from "@/test/sign-in";
import { GET } from "./route";

async function download(account: { id: string }, query = "") {
  const request = new Request(`http://localhost/api/accounts/${account.id}/people-by-organization${query}`);
  return GET(request, { params: Promise.resolve({ accountId: account.id }) });
}

type Row = Record<string, string>;

async function rowsOf(account: { id: string }, query?: string): Promise<Row[]> {
  return parse(await (await download(account, query)).text(), { columns: true });
}

beforeEach(async () => {
  await signInAs("support");
});

async function createOverlap() {
  const account = await createAccount({ planSeatCount: 99, name: `Acme & Söhne ${crypto.randomUUID()}` });
  const twice = await createUser({ name: "=Twice", logins: 2 });
  const once = await createUser({ name: "Once" });
  const student = await createUser({ name: "Student", isStudent: true });
  const bot = await createUser({ name: "Bot", isBot: true });
  const absent = await createUser({ name: "Absent" });
  const half = await createUser({ name: "Half" });
  const [one, other] = twice.owners;
  const api = await createOrganization([one!, other!, ...once.owners, ...student.owners], { account });
  const web = await createOrganization([other!, ...half.owners, ...bot.owners, ...student.owners], { account });
  const dormant = await createOrganization([...absent.owners, ...half.owners], { account, isActivated: false });
  await createOrganization([...twice.owners, ...absent.owners], { account: await createAccount({ planSeatCount: 9 }) });
  return { account, api, web, dormant, people: { twice, once, student, bot, absent, half } };
}

describe("people by organization as CSV", () => {
  test("has a row a person and a column an organization, with what they are there", async () => {
    const { account, api, web, dormant, people } = await createOverlap();
    const response = await download(account);
    expect(response.headers.get("content-disposition")).toMatch(
      /filename="people-by-organization-of-Acme-S-hne-[\w-]+\.csv"/,
    );
    const columns = [api, web, dormant].map(({ login }) => login).sort();
    const text = await response.text();
    expect(text.split("\n")[0]).toBe(["person_id,person,logins,status,organizations_activated", ...columns].join());

    const rows: Row[] = parse(text, { columns: true });
    const rowOf = (person: { id: number }) => rows.find(({ person_id }) => person_id === String(person.id));
    expect(rows).toHaveLength(6);
    expect(rowOf(people.twice)).toEqual({
      person_id: String(people.twice.id),
      person: "'=Twice",
      logins: people.twice.owners
        .map(({ login }) => login)
        .sort()
        .join(", "),
      status: "seat",
      organizations_activated: "2",
      [api.login]: "activated",
      [web.login]: "activated",
      [dormant.login]: "",
    });
    expect(rowOf(people.half)).toMatchObject({
      status: "seat",
      organizations_activated: "1",
      [api.login]: "",
      [web.login]: "activated",
      [dormant.login]: "member",
    });
    expect(rowOf(people.student)).toMatchObject({ status: "student", organizations_activated: "2" });
    expect(rowOf(people.bot)).toMatchObject({ status: "bot", organizations_activated: "1" });
    expect(rowOf(people.absent)).toMatchObject({ status: "not activated", organizations_activated: "0" });
  });

  test("adds up to the numbers of the screen", async () => {
    const { account } = await createOverlap();
    const rows = await rowsOf(account);
    const listing = parseListing(AccountPeopleListing, {});
    const { total, notActivated } = await listAccountPeople(db, account.id, listing);
    const { usedSeatCount, studentCount, botCount, organizationSeatCount } = await reloadAccount(account);
    const withStatus = (status: string) => rows.filter((row) => row.status === status);

    expect(rows).toHaveLength(total);
    expect(new Set(rows.map(({ person_id }) => person_id)).size).toBe(total);
    expect(withStatus("seat")).toHaveLength(usedSeatCount);
    expect(withStatus("student")).toHaveLength(studentCount);
    expect(withStatus("bot")).toHaveLength(botCount);
    expect(withStatus("not activated")).toHaveLength(notActivated);

    const screen = await listOrganizationSeats(db, account.id, parseListing(AccountOrganizationListing, {}));
    for (const { login, people, activated, shared, onlyHere, students, bots } of screen.rows) {
      const activeHere = (status: string) => withStatus(status).filter((row) => row[login] === "activated").length;
      expect(rows.filter((row) => row[login] !== "")).toHaveLength(people);
      expect(activeHere("seat")).toBe(shared + onlyHere);
      expect([activeHere("student"), activeHere("bot")]).toEqual([students, bots]);
      expect(rows.filter((row) => row[login] === "activated")).toHaveLength(activated);
    }
    const cells = withStatus("seat").reduce((sum, row) => sum + Number(row.organizations_activated), 0);
    expect(cells).toBe(organizationSeatCount);
  });

  test("has those whom the list shows, in every organization of theirs", async () => {
    const { account, api, web } = await createOverlap();
    const names = async (query: string) => (await rowsOf(account, query)).map(({ person }) => person).sort();
    expect(await names("?status=not_activated")).toEqual(["Absent"]);
    expect(await names("?overlap=overlapping")).toEqual(["'=Twice"]);
    expect(await names("?q=STUD&sort=since&page=9")).toEqual(["Student"]);
    expect(await names(`?organization=${web.id}`)).toEqual(["'=Twice", "Bot", "Half", "Student"]);
    const twice = (await rowsOf(account, `?organization=${web.id}&status=seat`)).find(
      ({ person }) => person === "'=Twice",
    );
    expect(twice).toMatchObject({ [api.login]: "activated", [web.login]: "activated" });
  });

  test("keeps every person of more than one batch, each once, and defuses the name of a column", async () => {
    const account = await createAccount({ planSeatCount: 1, overage: "allow" });
    const people = await db
      .insert(users)
      .values(Array.from({ length: 2_001 }, (_, number) => ({ name: `Many ${number}` })))
      .returning();
    const logins = await db
      .insert(owners)
      .values(
        people.map(({ id }) => ({
          userId: id,
          service: "github" as const,
          login: `many-${id}-${crypto.randomUUID()}`,
        })),
      )
      .returning();
    await createOrganization(logins, { account, login: `-${crypto.randomUUID()}` });
    await createOrganization(logins.slice(1_000), { account, login: `=${crypto.randomUUID()}` });
    const text = await (await download(account)).text();
    const [header, ...lines] = text.trimEnd().split("\n");
    expect(header).toMatch(/,organizations_activated,'-[\w-]+,'=[\w-]+$/);
    expect(lines).toHaveLength(2_001);
    expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(2_001);
  });

  test("is a header alone without organizations, not found for an unknown account, refused to the signed out", async () => {
    const account = await createAccount();
    expect(await (await download(account)).text()).toBe("person_id,person,logins,status,organizations_activated\n");
    expect((await download({ id: "unknown" })).status).toBe(404);
    signOut();
    expect((await download(account)).status).toBe(401);
  });
});
