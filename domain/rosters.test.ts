import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RosterRow, unsaid } from "./roster-rows";
import {
  collapseRosters,
  guessedOrganization,
  namesOrganizations,
  organizationFromPath,
  organizationOfExport,
  type Roster,
  refuseShrink,
  wholePageWarnings,
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
      { source: "b.csv", organization: "beta", login: "ann", isBot: true },
    );
    expect(set.owners).toEqual([
      {
        ...{ login: "ann", serviceId: null, names: ["Ann Lee"], emails: ["ann@acme.example"] },
        ...{ isStudent: false, isBot: true },
      },
    ]);
    expect(set.organizations).toMatchObject([
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
    expect(owners).toMatchObject([{ ...blankOwner, login: "ann", serviceId: "5", names: ["Ann"] }]);
    expect(memberships).toMatchObject([{ organization: 0, owner: 0, role: "admin", isActivated: false }]);
  });

  const blankOwner = { login: null, serviceId: null, names: [], emails: [], isStudent: null, isBot: null };
});

describe("rows that contradict each other are refused with both lines:", () => {
  test.each<[string, Partial<RosterRow>, Partial<RosterRow>, string]>([
    ["one id with two logins", { login: "ann", serviceId: "5" }, { login: "anna", serviceId: "5" }, "login of id 5"],
    ["one login with two ids", { login: "ann", serviceId: "5" }, { login: "ann", serviceId: "6" }, "id of ann"],
    ["student and not", { login: "ann", isStudent: true }, { login: "ann", isStudent: false }, "student mark of ann"],
    ["bot and not", { serviceId: "5", isBot: true }, { serviceId: "5", isBot: false }, "bot mark of id 5"],
    [
      "activated and not",
      { login: "ann", isActivated: true },
      { login: "ann", isActivated: false },
      "activation of ann in acme",
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
        { serviceId: "5", isStudent: true },
        { login: "ann", isStudent: false, line: 3 },
        { login: "ann", serviceId: "5" },
      ),
    ).toThrow(/^a\.csv:3: .*student mark of ann.*a\.csv:2/);
  });

  test("activated in one organization and not in another is not a contradiction", () => {
    const rows = [
      { login: "ann", isActivated: true },
      { login: "ann", organization: "beta", isActivated: false },
    ];
    expect(collapse(...rows).memberships).toHaveLength(2);
  });
});

describe("what sources may say differently", () => {
  test("is evidence, which belongs to a login in an organization and adds up there", () => {
    const { memberships } = collapse(
      { login: "ann", verifiedEmails: ["ann@acme.example", "ANN@acme.example"], samlNameIds: ["alee"] },
      { login: "ann", verifiedEmails: ["Lee@acme.example"], samlNameIds: ["ALEE"] },
      { source: "b.csv", login: "ann", verifiedEmails: ["ann@acme.example"] },
      { source: "b.csv", organization: "beta", login: "ann", verifiedEmails: ["ann@beta.example"] },
      { login: "bo" },
    );
    expect(memberships.map(({ verifiedEmails, samlNameIds }) => [verifiedEmails, samlNameIds])).toEqual([
      [
        ["ANN@acme.example", "Lee@acme.example"],
        ["ALEE", "alee"],
      ],
      [[], []],
      [["ann@beta.example"], []],
    ]);
  });

  test("is names and e-mails: all are kept, and the last is from the source whose name sorts last", () => {
    const { owners } = collapse(
      { source: "c.csv", organization: "gamma", login: "ann", name: "Ann Lee", email: "a@c.example" },
      { source: "a.csv", login: "ann", name: "Ann Lee", email: "a@a.example" },
      { source: "b.csv", organization: "beta", login: "ann", name: "Anna", email: "a@a.example" },
    );
    expect(owners).toMatchObject([{ names: ["Anna", "Ann Lee"], emails: ["a@a.example", "a@c.example"] }]);
  });
});

describe("an organization in several sources", () => {
  test("is one, ignoring case, with the people of all of them", () => {
    const set = collapse(
      { login: "bo", source: "members.csv", organization: "ACME" },
      { login: "ann", role: "admin", source: "admins.csv" },
      { login: "ann", source: "members.csv" },
    );
    expect(set.organizations).toEqual([
      { login: "acme", source: "admins.csv", saysRoles: true, adminCount: 1, memberCount: 2 },
    ]);
    expect(set.memberships).toMatchObject([
      { owner: 0, role: "admin" },
      { owner: 1, role: "member" },
    ]);
  });

  test("says whether its sources say roles, and how many people they list", () => {
    const named = { source: "a.csv", rows: [], plans: [], skippedRows: [] };
    const rows = [row({ login: "ann", role: null }), row({ login: "bo", role: null })];
    const organizations = [
      { login: "acme", line: undefined },
      { login: "beta", line: undefined },
    ];
    expect(collapseRosters("github", [{ ...named, organizations, rows }]).organizations).toMatchObject([
      { login: "acme", saysRoles: false, adminCount: 0, memberCount: 2 },
      { login: "beta", saysRoles: false, adminCount: 0, memberCount: 0 },
    ]);
  });

  test.each([
    [1, false],
    [29, false],
    [30, true],
    [60, false],
    [100, true],
    [101, false],
    [300, true],
    [0, false],
  ])("is noted where %i rows of a source may be whole pages of GitHub's API: %s", (pageRowCount, isNoted) => {
    const source = { source: "a.json", rows: [], plans: [], skippedRows: [], pageRowCount };
    const { wholePages } = collapseRosters("github", [{ ...source, organizations: [{ login: "acme", line: 1 }] }]);
    expect(wholePages).toEqual(isNoted ? [{ source: "a.json", rowCount: pageRowCount, organizations: ["acme"] }] : []);
  });
});

test("the order of sources changes nothing at all", () => {
  const source = fc.constantFrom("a.csv", "b.csv", "c.csv", "d.csv");
  const said = fc.record({
    source,
    organization: fc.constantFrom("acme", "ACME", "beta"),
    login: fc.constantFrom("ann", "Ann", "bo"),
    name: fc.constantFrom(null, "Ann", "Anna", "Annie"),
    email: fc.constantFrom(null, "a@x.example", "b@x.example"),
    verifiedEmails: fc.subarray(["a@x.example", "A@x.example", "b@x.example"]),
    samlNameIds: fc.subarray(["alee", "ALEE"]),
  });
  const shuffled = fc
    .array(said.map(row), { minLength: 1 })
    .map((rows) => rosters(...rows))
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(collapseRosters("github", other)).toEqual(collapseRosters("github", one));
    }),
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

test("the folder of an org.yaml names its organization, but never `org`", () => {
  expect(organizationFromPath("rosters/acme/org.yaml")).toBe("acme");
  expect(organizationFromPath("C:\\rosters\\-acme--\\org.yml")).toBe("-acme--");
  for (const path of ["org.yaml", "./org.yml", "org/org.yaml", "acme/people.yaml", "acme.csv", "ann_acme/org.yaml"]) {
    expect(organizationFromPath(path)).toBeUndefined();
  }
});

describe("a file's name", () => {
  test.each([
    ["rosters/acme-labs.csv", "acme-labs"],
    ["C:\\rosters\\acme.json", "acme"],
    ["export-acme-1774679438.csv", "acme"],
    ["Downloads/export-acme-web-1774679438 (2).json", "acme-web"],
    ["acme (1).csv", "acme"],
    ["0x1F.yaml", "0x1F"],
  ])("may mean an organization: %s", (path, organization) => {
    expect(guessedOrganization(path)).toBe(organization);
    expect(organizationOfExport(path)).toBe(path.includes("export-") ? organization : undefined);
  });

  test.each([
    ...["members.csv", "Admins.yaml", "people.json", "users.csv", "roster.csv", "export.csv", "org.csv", "config.yaml"],
    ...["org-members.csv", "members-2026-11-23.csv", "export-members-1774679438.csv", "all_users.csv"],
    ...["classroom_roster.csv", "my people.csv", "renovate[bot].csv", "2026.csv", ".csv", "", `${"x".repeat(40)}.csv`],
  ])("that says what the file is means none: %s", (path) => {
    expect(guessedOrganization(path)).toBeUndefined();
  });
});

test("the first lines show whether content names its organizations", () => {
  const naming = [
    "organization,login\n",
    "organization,plan_seats\n",
    "stripe_subscription_id,Organization\n",
    '\uFEFFLogin,"Organization"\r\n',
    "GitHub com login,GitHub com name,GitHub com member roles\n",
    "github_login,github_member_roles\n",
    "organization;login\n",
    "login\torganization\n",
    '[{"github_com_login":"ann","github_com_member_roles":["acme:Owner"]}]',
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
  const roles = { saysRoles: true, adminsBefore: 2, adminsAfter: 1 };
  const acme = { organization: "acme", membersBefore: 20, membersAfter: 9, removed: 11, allowShrink: false, ...roles };

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

  test("S16a: when it has no admins and the organization has, unless shrinking is allowed", () => {
    const half = { ...acme, removed: 0, membersAfter: 20, adminsAfter: 0 };
    expect(refuseShrink(half)).toMatch(/acme has no admins, but the organization has: 2\. .*only half/);
    expect(refuseShrink({ ...half, allowShrink: true })).toBeUndefined();
    expect(refuseShrink({ ...half, adminsBefore: 0 })).toBeUndefined();
    expect(refuseShrink({ ...half, saysRoles: false })).toBeUndefined();
  });
});

describe("a file with only full pages of GitHub's API", () => {
  const page = (rowCount: number) => [{ source: "acme.json", rowCount, organizations: ["Acme"] }];

  test.each([
    [30, /^acme\.json: The file has 30 rows, exactly one page of GitHub's API, and would remove 20 people\./],
    [200, /has 200 rows, only full pages of GitHub's API/],
  ])("of %i rows is pointed out if it removes people", (rowCount, warning) => {
    const organizations = [
      { login: "acme", removed: 20 },
      { login: "beta", removed: 5 },
    ];
    expect(wholePageWarnings(page(rowCount), organizations)).toEqual([expect.stringMatching(warning)]);
  });

  test("that removes no one is not", () => {
    expect(wholePageWarnings(page(30), [{ login: "acme", removed: 0 }])).toEqual([]);
  });
});

test("GitHub's name of an export proposes its organization, and other names propose nothing", () => {
  expect(organizationOfExport("lists/export-acme-labs-1774679438.csv")).toBe("acme-labs");
  for (const path of ["acme.csv", "export-acme.csv", "members.json"]) {
    expect(organizationOfExport(path)).toBeUndefined();
  }
});
