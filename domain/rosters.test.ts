import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  collapseRosters,
  namesOrganizations,
  organizationFromPath,
  type Roster,
  type RosterRow,
  refuseShrink,
  unsaid,
} from "./rosters";

function row(said: Partial<RosterRow>): RosterRow {
  return { ...unsaid, source: "a.csv", line: 2, organization: "acme", login: null, role: "member", ...said };
}

function rosters(...rows: RosterRow[]): Roster[] {
  const sources = [...new Set(rows.map(({ source }) => source))];
  return sources.map((source) => {
    const own = rows.filter((candidate) => candidate.source === source);
    const organizations = own.map(({ organization: login, line }) => ({ login, line }));
    return { source, organizations, rows: own, plans: [], skippedRows: [] };
  });
}

const collapse = (...rows: Partial<RosterRow>[]) => collapseRosters("github", rosters(...rows.map(row)));

describe("rows that agree", () => {
  test("collapse to one owner and one membership, and admin wins", () => {
    const { owners, memberships } = collapse({ login: "Ann" }, { login: "ann", role: "admin" }, { login: "ANN" });
    expect(owners).toMatchObject([{ ...blankOwner, login: "Ann" }]);
    expect(memberships).toMatchObject([{ organization: 0, owner: 0, role: "admin", isActivated: null }]);
  });

  test("fill each other's blanks, across files too", () => {
    const set = collapse(
      { login: "ann", name: "Ann Lee" },
      { login: "ann", email: "ann@acme.example", isActivated: true, isStudent: false },
      { login: "ann", verifiedEmail: "ann@acme.example", samlNameId: "alee" },
      { login: "ann", verifiedEmail: "ANN@acme.example" },
      { source: "b.csv", organization: "beta", login: "ann", email: "Ann@Acme.example", isBot: true },
    );
    expect(set.owners).toMatchObject([
      { login: "ann", serviceId: null, name: "Ann Lee", email: "ann@acme.example", isStudent: false, isBot: true },
    ]);
    expect(set.organizations).toEqual([
      { login: "acme", source: "a.csv" },
      { login: "beta", source: "b.csv" },
    ]);
    expect(set.memberships.map(({ isActivated }) => isActivated)).toEqual([true, null]);
  });

  test("with the login alone and with login and id are one owner, whichever comes first", () => {
    expect(collapse({ login: "ann" }, { login: "ann", serviceId: "5" }).owners).toHaveLength(1);
    expect(collapse({ login: "ann", serviceId: "5" }, { login: "ann" }).owners).toHaveLength(1);
  });

  test("with only the id and only the login become one owner through a later row with both", () => {
    const { owners, memberships } = collapse(
      { serviceId: "5", name: "Ann" },
      { login: "ann", role: "admin", isActivated: false },
      { login: "ann", serviceId: "5" },
    );
    expect(owners).toMatchObject([{ ...blankOwner, login: "ann", serviceId: "5", name: "Ann" }]);
    expect(memberships).toMatchObject([{ organization: 0, owner: 0, role: "admin", isActivated: false }]);
  });

  const blankOwner = { login: null, serviceId: null, name: null, email: null, isStudent: null, isBot: null };
});

describe("rows that contradict each other are refused with both lines:", () => {
  test.each<[string, Partial<RosterRow>, Partial<RosterRow>, string]>([
    ["one id with two logins", { login: "ann", serviceId: "5" }, { login: "anna", serviceId: "5" }, "login of id 5"],
    ["one login with two ids", { login: "ann", serviceId: "5" }, { login: "ann", serviceId: "6" }, "id of ann"],
    ["two names", { login: "ann", name: "Ann" }, { login: "ann", name: "Anna" }, "name of ann"],
    ["two e-mails", { login: "ann", email: "a@x.example" }, { login: "ann", email: "b@x.example" }, "e-mail of ann"],
    [
      "two verified e-mails",
      { login: "ann", verifiedEmail: "a@x.example" },
      { login: "ann", verifiedEmail: "b@x.example" },
      "verified e-mail of ann",
    ],
    [
      "two SAML names",
      { login: "ann", samlNameId: "alee" },
      { login: "ann", samlNameId: "ALEE" },
      "SAML name id of ann",
    ],
    ["student and not", { login: "ann", isStudent: true }, { login: "ann", isStudent: false }, "student of ann"],
    ["bot and not", { serviceId: "5", isBot: true }, { serviceId: "5", isBot: false }, "bot of id 5"],
    [
      "activated and not",
      { login: "ann", isActivated: true },
      { login: "ann", isActivated: false },
      "activated of ann",
    ],
  ])("%s", (_, first, second, what) => {
    expect(() => collapse({ ...first, line: 3 }, { ...second, line: 9 })).toThrow(
      new RegExp(`^a\\.csv:9: .*${what}.*a\\.csv:3`),
    );
  });

  test("a row that ties a login with an id to another id", () => {
    expect(() =>
      collapse(
        { serviceId: "6", line: 2 },
        { login: "ann", serviceId: "5", line: 3 },
        { login: "ann", serviceId: "6" },
      ),
    ).toThrow(/id of ann.*a\.csv:3/);
  });

  test("owners that a later row joins", () => {
    expect(() =>
      collapse(
        { serviceId: "5", name: "Ann" },
        { login: "ann", name: "Bo", line: 3 },
        { login: "ann", serviceId: "5" },
      ),
    ).toThrow(/^a\.csv:3: .*name of ann.*a\.csv:2/);
  });

  test("activated in one organization and not in another is not a contradiction", () => {
    const rows = [
      { login: "ann", isActivated: true },
      { login: "ann", organization: "beta", isActivated: false },
    ];
    expect(collapse(...rows).memberships).toHaveLength(2);
  });
});

test("an organization named in two files, ignoring case, is refused naming both", () => {
  expect(() => collapse({ login: "ann" }, { source: "b.csv", organization: "ACME", login: "bo" })).toThrow(
    "b.csv:2: ACME is also in a.csv.",
  );
});

test("one refusal lists up to twenty problems and counts the others", () => {
  const rows = Array.from({ length: 31 }, (_, line) => ({ login: "ann", serviceId: String(line), line }));
  const refusal = () => collapse(...rows);
  expect(refusal).toThrow(/… and 10 more\.$/);
  expect(refusal).toThrow(expect.objectContaining({ code: "invalid_input" }));
});

test("the order of rows changes neither who is who nor what is known about them", () => {
  const person = fc.integer({ min: 0, max: 3 });
  const said = fc.record({
    person,
    byLogin: fc.boolean(),
    byId: fc.boolean(),
    named: fc.boolean(),
    admin: fc.boolean(),
  });
  const rows = fc.array(
    said.map((facts) =>
      row({
        login: facts.byLogin || !facts.byId ? `p${facts.person}` : null,
        serviceId: facts.byId ? String(facts.person) : null,
        name: facts.named ? `Person ${facts.person}` : null,
        role: facts.admin ? "admin" : "member",
      }),
    ),
  );
  const reordered = rows.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );

  fc.assert(
    fc.property(reordered, ([one, other]) => {
      expect(members(...one)).toEqual(members(...other));
    }),
  );

  function members(...all: RosterRow[]) {
    const set = collapse(...all);
    return set.memberships.map(({ owner, role }) => JSON.stringify([set.owners[owner], role])).sort();
  }
});

test("a file's path suggests its organization, but never `org`", () => {
  expect(organizationFromPath("rosters/acme/org.yaml")).toBe("acme");
  expect(organizationFromPath("C:\\rosters\\acme\\org.yml")).toBe("acme");
  expect(organizationFromPath("rosters/acme-labs.csv")).toBe("acme-labs");
  for (const path of ["org.yaml", "./org.yml", "rosters/org.csv", "Org.json", "org/org.yaml", "my people.csv"]) {
    expect(organizationFromPath(path)).toBeUndefined();
  }
});

test("the first lines show whether content names its organizations", () => {
  const naming = [
    "organization,login\n",
    "organization,plan_seats\n",
    "stripe_subscription_id,Organization\n",
    '\uFEFFLogin,"Organization"\r\n',
    "GitHub com login,GitHub com name,GitHub com member roles\n",
    "github_login,github_member_roles\n",
    "# ours\norgs:\n  acme:\n",
    '{"orgs": {"acme": {}}}',
  ];
  for (const head of naming) expect(namesOrganizations(head)).toBe(true);
  const others = [
    "login,name\n",
    "plan_seats,stripe_customer_id\n",
    "organization\n",
    "username\nann\n",
    "admins:\n- orgs\nteams:\n  orgs:\n",
    '[{"login":"ann"}]',
    "",
  ];
  for (const head of others) expect(namesOrganizations(head)).toBe(false);
});

describe("a roster is refused", () => {
  const acme = { organization: "acme", membersBefore: 20, membersAfter: 9, removed: 11, allowShrink: false };

  test("when it is empty and the organization has members, even if shrinking is allowed", () => {
    const empty = { ...acme, membersBefore: 1, membersAfter: 0, removed: 1 };
    expect(refuseShrink(empty)).toMatch(/acme is empty.*members: 1/);
    expect(refuseShrink({ ...empty, allowShrink: true })).toBeDefined();
    expect(refuseShrink({ ...empty, membersBefore: 0, removed: 0 })).toBeUndefined();
  });

  test("when it removes more than half of an organization of 20 or more, unless shrinking is allowed", () => {
    expect(refuseShrink(acme)).toMatch(/remove 11 of its 20 members/);
    expect(refuseShrink({ ...acme, allowShrink: true })).toBeUndefined();
    expect(refuseShrink({ ...acme, removed: 10, membersAfter: 10 })).toBeUndefined();
    expect(refuseShrink({ ...acme, membersBefore: 19 })).toBeUndefined();
  });
});
