import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { previewRosters } from "@/changes/imports/import-rosters";
import { db } from "@/db/client";
import type { Account } from "@/db/schema/accounts";
import { memberships } from "@/db/schema/memberships";
import { type Owner, owners } from "@/db/schema/people";
import { isUnchanged } from "@/domain/imports";
import { readRosters } from "@/server/rosters/read-rosters";
import { createAccount, createOrganization, createUser, sayOf } from "@/test/factories";
import { signInAs, signOut } from "@/test/sign-in";
import { GET } from "./route";

async function download(account: { id: string }, query = "") {
  const request = new Request(`http://localhost/api/accounts/${account.id}/people${query}`);
  return GET(request, { params: Promise.resolve({ accountId: account.id }) });
}

async function lines(account: Account, query?: string) {
  return (await (await download(account, query)).text()).trimEnd().split("\n");
}

const header =
  "organization,login,service_id,name,email,verified_email,saml_name_id,role,activated,student,bot,last_seen_at";

beforeEach(async () => {
  await signInAs("support");
});

describe("the roster of an account as CSV", () => {
  test("has the header that the import reads, and a row a membership in the order of the organizations", async () => {
    const account = await createAccount({ planSeatCount: 9, name: "Acme & Söhne" });
    const ann = await createUser({ name: "=Ann", login: "ann-roster", serviceId: "77", email: "ann@acme.example" });
    const bo = await createUser({ login: "bo-roster", isStudent: true });
    await createOrganization(bo.owners, { account, login: "z-roster", isActivated: false });
    const organization = await createOrganization([...bo.owners, ...ann.owners], { account, login: "a-roster" });
    const [annsLogin] = ann.owners as [Owner];
    await sayOf(annsLogin, { verifiedEmail: "a.lee@acme.example", samlNameId: "+alee" }, organization);
    await sayOf(annsLogin, { verifiedEmail: "ann@home.example" }, organization);
    await sayOf(annsLogin, { verifiedEmail: "ann@elsewhere.example" });

    const response = await download(account);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="people-of-Acme-S-hne.csv"');
    expect((await response.text()).trimEnd().split("\n")).toEqual([
      header,
      "a-roster,ann-roster,77,'=Ann,ann@acme.example,a.lee@acme.example;ann@home.example,'+alee,member,true,,,",
      "a-roster,bo-roster,,,,,,member,true,true,,",
      "z-roster,bo-roster,,,,,,member,false,true,,",
    ]);
  });

  test("names the filter first on each row, so that no import takes a part for the whole", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const ann = await createUser({ login: "ann-filter" });
    const organization = await createOrganization(ann.owners, { account, login: "filtered-roster" });

    const query = `?q=ann&organization=${organization.id}&status=seat&overlap=all&sort=since&page=7`;
    expect(await lines(account, query)).toEqual([
      `filter,${header}`,
      "Search people: ann; Organization: filtered-roster; Status: Seat,filtered-roster,ann-filter,,,,,,member,true,,,",
    ]);
    expect(await lines(account, "?q=nobody")).toEqual([`filter,${header}`]);
    expect(await lines(account, "?sort=since&page=7")).toHaveLength(2);
  });

  test("downloaded and imported again unchanged it makes 0 changes, whoever said what of a mark", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const common = { service: "github" as const };
    const contacts = { email: "Ann@acme.example" };
    const people = [
      await createUser({ login: "round-ann", serviceId: "701", name: ' =Ann, "A"\nLee ', ...contacts }),
      await createUser({ login: "round-bo", isStudent: true }),
      await createUser({ login: "round-cy", isBot: true, name: "'-Cy" }),
    ];
    const { id: userId } = await createUser({ login: "round-di" });
    const marked = await db
      .insert(owners)
      .values([
        { ...common, userId, login: "round-release[bot]", isKnownBot: true },
        { ...common, userId, login: "round-staffs[bot]", isKnownBot: true, isBotByStaff: false },
        { ...common, userId, login: "round-once", isStudentByStaff: false, isStudentByImport: true },
        { ...common, userId, login: "round-never", isStudentByStaff: true, isStudentByImport: false },
        { ...common, userId, login: "round-staff-student", isStudentByStaff: true, isBotByStaff: false },
        { ...common, userId, login: "round-staff-bot", isStudentByStaff: false, isBotByStaff: true },
        { ...common, userId, login: "round-no-bot", isBotByStaff: false, isBotByImport: true },
        { ...common, userId, login: "round-bot-again", isBotByStaff: true, isBotByImport: false },
        { ...common, userId, login: null, serviceId: "702", isStudentByImport: false },
      ])
      .returning();
    const logins = people.flatMap(({ owners }) => owners);
    const web = await createOrganization([...logins, ...marked], { account, login: "round-web", serviceId: "703" });
    const api = await createOrganization(logins, { account, login: "round-api", isActivated: false });
    const said = { verifiedEmail: "A.Lee@acme.example", samlNameId: "@alee" };
    for (const organization of [web, api]) await sayOf(logins[0]!, said, organization);

    const seen = { lastSeenAt: sql`now() - interval '3 days'` };
    await db.update(memberships).set(seen).where(eq(memberships.ownerId, people[0]!.owners[0]!.id));

    const content = new Uint8Array(await (await download(account)).arrayBuffer());
    const rosters = await readRosters([{ path: "people.csv", content }]);
    expect(rosters.memberships).toHaveLength(15);
    expect(rosters.memberships.filter(({ lastSeenAt }) => lastSeenAt !== null)).toHaveLength(2);
    const markOf = (login: string) => {
      const { isStudent, isBot } = rosters.owners.find((owner) => owner.login === login)!;
      return [isStudent, isBot];
    };
    expect(markOf("round-ann")).toEqual([null, null]);
    expect(markOf("round-never")).toEqual([true, null]);
    expect(markOf("round-staff-student")).toEqual([true, false]);
    expect(markOf("round-staff-bot")).toEqual([false, true]);
    expect(markOf("round-no-bot")).toEqual([null, false]);
    expect(markOf("round-staffs[bot]")).toEqual([null, false]);
    for (const activate of ["none", "all"] as const) {
      const { outcome } = await previewRosters(rosters, { activate, allowShrink: false });
      expect(outcome.organizations.map(({ login, isNew }) => [login, isNew])).toEqual([
        ["round-api", false],
        ["round-web", false],
      ]);
      expect(outcome.organizations.filter((organization) => !isUnchanged(organization))).toEqual([]);
      expect([outcome.keptMarks, outcome.renamed, outcome.joined, outcome.skippedRows]).toEqual([0, 0, 0, []]);
    }
  });

  test("keeps every row of a roster larger than one batch, each once", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    const person = await createUser({ logins: 5_001 });
    await createOrganization(person.owners, { account, login: "large-roster" });
    const rows = (await lines(account)).slice(1);
    expect(rows).toHaveLength(5_001);
    expect(new Set(rows).size).toBe(5_001);
  });

  test("gives its snapshot back when the download is broken off", async () => {
    const account = await createAccount({ planSeatCount: 9 });
    await createOrganization((await createUser({ logins: 5_001 })).owners, { account });
    // More than the pool has connections: were one kept, the last would wait for ever.
    for (let time = 0; time < 12; time++) {
      const reader = (await download(account)).body!.getReader();
      await reader.read();
      await reader.cancel();
    }
    expect(await lines(account)).toHaveLength(5_002);
  });

  test("is not found for an unknown account, and refused to the signed out", async () => {
    expect((await download({ id: "unknown" })).status).toBe(404);
    signOut();
    const response = await download(await createAccount());
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: "Sign in first." });
  });
});
