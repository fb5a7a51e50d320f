import { describe, expect, test } from "vitest";
import type { RosterSet } from "@/domain/rosters";
import { apiMember, csvOf, type Edge, graphqlPage, licenceCsv, licenceUser, utf16 } from "@/test/roster-texts";
import { type ReadingOptions, readRosters } from "./read-rosters";

type Content = string | Uint8Array;
const bytes = (content: Content) => (typeof content === "string" ? new TextEncoder().encode(content) : content);

function read(files: Record<string, Content>, options: ReadingOptions = {}): RosterSet {
  return readRosters(
    Object.entries(files).map(([path, content]) => ({ path, content: bytes(content) })),
    options,
  );
}

const acme = { organization: "acme" };

/** Per organization, its members, admins with a star. */
function membersOf({ organizations, owners, memberships }: RosterSet): Record<string, string> {
  return Object.fromEntries(
    organizations.map(({ login }, place) => {
      const members = memberships.filter(({ organization }) => organization === place);
      return [login, members.map(({ owner, role }) => owners[owner]!.login + (role === "admin" ? "*" : "")).join(" ")];
    }),
  );
}

const skippedOf = ({ skippedRows }: RosterSet) => skippedRows.map(({ count, reason }) => `${count} ${reason}`);
const jsonOf = (...documents: unknown[]) => documents.map((document) => JSON.stringify(document)).join("");

describe("an enterprise's licences", () => {
  const licences = [
    { login: "ann-lee", roles: ["lic-a:Owner", "lic-b:Member"], saml: "ann.lee@acme.example" },
    { login: "ann-lee_acme", roles: ["Lic-B:Member", "lic-c:Member"], saml: "ann.lee@acme.example" },
    {
      login: "bo-chen",
      roles: ["lic-a:Member", "lic-b/site:Collaborator"],
      emails: ["bo@x.example", "b.chen@x.example"],
    },
    { login: "cy-outside", roles: ["lic-a/site:Collaborator", "lic-b/tool:Collaborator"] },
    { login: "dee@acme.example" },
    { login: "" },
    { login: "fay", roles: ["lic-c:Member"] },
    { login: "gus" },
  ];
  const members = { "lic-a": "ann-lee* bo-chen", "lic-b": "ann-lee ann-lee_acme", "lic-c": "ann-lee_acme fay" };
  const skipped = ["1 for outside collaborators", "2 without an organization", "1 without a login"];

  test("as CSV with every column of GitHub's documentation", () => {
    const set = read({ "licences.csv": licenceCsv(licences) });
    expect(membersOf(set)).toEqual(members);
    expect(skippedOf(set)).toEqual(skipped);
    const evidenceOf = (login: string) =>
      set.memberships.filter(({ owner }) => set.owners[owner]!.login === login).map(({ samlNameIds }) => samlNameIds);
    expect(evidenceOf("ann-lee")).toEqual([["ann.lee@acme.example"], ["ann.lee@acme.example"]]);
    expect(evidenceOf("ann-lee_acme")).toEqual(evidenceOf("ann-lee"));
  });

  test("as CSV with older headers and with the headers of GHE.com", () => {
    const text = licenceCsv(licences);
    for (const other of [
      text.replace("GitHub com saml name", "GitHub com saml name ID"),
      text.replaceAll("GitHub com ", "GitHub "),
      text.replaceAll("GitHub com ", "github_com_"),
    ]) {
      expect(read({ "licences.csv": other })).toEqual(read({ "licences.csv": text }));
    }
  });

  const users = licences.map((licence) => licenceUser(licence));
  const flat = licences.map((licence) => licenceUser(licence, true));
  const pageOf = (users: unknown[]) => ({ total_seats_consumed: 8, total_seats_purchased: 10, users });
  test.each([
    ["as the API's object", jsonOf(pageOf(users))],
    ["as the array of its users", jsonOf(users)],
    ["as pages after one another", jsonOf(pageOf(users.slice(0, 3)), pageOf(users.slice(3)))],
    ["as an array of pages", jsonOf([pageOf(users.slice(0, 3)), pageOf(users.slice(3))])],
    ["as arrays after one another", jsonOf(users.slice(0, 5), users.slice(5))],
    ["as one object a line", users.map((user) => `${jsonOf(user)}\n`).join("")],
    ["with joined strings", jsonOf(flat)],
  ])("%s", (_, text) => {
    const set = read({ "licences.json": text });
    expect(membersOf(set)).toEqual(members);
    expect(skippedOf(set)).toEqual(skipped);
    expect(set.memberships).toEqual(read({ "licences.csv": licenceCsv(licences) }).memberships);
  });

  test("has all verified e-mails, in whatever order GitHub gives them", () => {
    const emails = ["bo@acme.example", "bo.chen@acme.example"];
    const of = (emails: string[]) => {
      const licences = [
        { login: "bo-chen2", roles: ["mail-a:Member"], emails },
        { login: "bo-chen2_acme", roles: ["mail-b:Member"], emails: emails.slice(1) },
      ];
      return read({ "licences.csv": licenceCsv(licences) });
    };
    const { memberships, owners } = of(emails);
    expect(memberships.map(({ verifiedEmails }) => verifiedEmails)).toEqual([
      [...emails].sort(),
      ["bo.chen@acme.example"],
    ]);
    expect(of([...emails].reverse()).owners[0]).toEqual(owners[0]);
  });
});

describe("an organization's members from GitHub's API", () => {
  const [ann, bo, cy] = [apiMember("ann", 900_001), apiMember("bo", 900_002), apiMember("cy", 900_003)];
  test.each([
    ["in one array", jsonOf([ann, bo, cy])],
    ["as gh api --paginate gives them: arrays after one another", jsonOf([ann, bo], [cy])],
    ["as gh api --paginate --slurp gives them: an array of arrays", jsonOf([[ann, bo], [cy]])],
    ["as JSON lines", [ann, bo, cy].map((member) => `${jsonOf(member)}\r\n`).join("")],
    ["in UTF-16, as PowerShell writes it", utf16(jsonOf([ann, bo, cy]))],
  ])("%s", (_, content) => {
    const set = read({ "members.json": content }, acme);
    expect(membersOf(set)).toEqual({ acme: "ann bo cy" });
    expect(set.owners.map(({ serviceId }) => serviceId)).toEqual(["900001", "900002", "900003"]);
    expect(set.organizations).toMatchObject([{ saysRoles: false, adminCount: 0, memberCount: 3 }]);
    expect(set.wholePages).toEqual([]);
  });

  test("one person alone is a roster too", () => {
    expect(membersOf(read({ "a.json": utf16('{"login":"ann","id":900001}', true) }, acme))).toEqual({ acme: "ann" });
  });

  test("of exactly one page are noted: the rest may be missing", () => {
    const people = Array.from({ length: 50 }, (_, index) => apiMember(`m${index}`, 910_000 + index));
    expect(read({ "all.json": jsonOf(people) }, acme).wholePages).toEqual([]);
    expect(read({ "first.json": jsonOf(people.slice(0, 30)) }, acme).wholePages).toEqual([
      { source: "first.json", rowCount: 30, organizations: ["acme"] },
    ]);
  });

  test("in GraphQL, with roles and GitHub's ids", () => {
    const edges: Edge[] = [
      { login: "ann", role: "ADMIN", id: 900_001, name: "Ann" },
      { login: "bo", role: "MEMBER" },
    ];
    const set = read({ "graphql.json": jsonOf(graphqlPage(edges)) }, acme);
    expect(membersOf(set)).toEqual({ acme: "ann* bo" });
    expect(set.owners).toMatchObject([
      { serviceId: "900001", names: ["Ann"] },
      { serviceId: null, names: [] },
    ]);
    const pages = [
      graphqlPage(edges.slice(0, 1), { hasNextPage: true, totalCount: 2 }),
      graphqlPage(edges.slice(1), { totalCount: 2 }),
    ];
    expect(read({ "graphql.json": jsonOf(...pages) }, acme)).toEqual(set);
    expect(read({ "graphql.json": jsonOf(pages) }, acme)).toEqual(set);
    expect(membersOf(read({ "a.json": jsonOf(graphqlPage(edges, { login: "beta" })) }))).toEqual({ beta: "ann* bo" });
  });

  test("in GraphQL without a word on further pages are noted too, if they are one page", () => {
    const edges = Array.from({ length: 100 }, (_, index) => ({ role: "MEMBER", node: { login: `m${index}` } }));
    const answer = { data: { organization: { membersWithRole: { edges } } } };
    expect(read({ "a.json": jsonOf(answer) }, acme).wholePages).toMatchObject([{ rowCount: 100 }]);
    const members = edges.map(({ node, role }) => ({ ...node, role }));
    const complete = graphqlPage(members);
    expect(read({ "a.json": jsonOf(complete) }, acme).wholePages).toEqual([]);
  });

  test.each([
    ["that ends before the last page", jsonOf(graphqlPage([{ login: "ann", role: "ADMIN" }], { hasNextPage: true }))],
    [
      "that has fewer people than GitHub counts",
      jsonOf(graphqlPage([{ login: "ann", role: "ADMIN" }], { totalCount: 7 })),
    ],
  ])("GraphQL %s is refused", (_, text) => {
    expect(() => read({ "a.json": text }, acme)).toThrow(
      /^a\.json:1: The file lists 1 of \d members or more\. Get all pages/,
    );
  });

  test("an error of the API is refused in GitHub's words", () => {
    const notFound = jsonOf({ message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" });
    expect(() => read({ "a.json": notFound }, acme)).toThrow("a.json:1: This is an error of GitHub's API");
    const forbidden = jsonOf({ data: null, errors: [{ message: "Must have admin rights" }] });
    expect(() => read({ "a.json": forbidden }, acme)).toThrow('not a list: "Must have admin rights"');
  });
});

describe("files that are named after what they are", () => {
  test("are asked for their organization, one by one, and are then one roster", () => {
    const files = {
      "admins.yaml": "admins:\n- ann\n",
      "members.yaml": "# Add your name.\nmembers:\n- bo\n- cy\n- dee\n",
    };
    expect(() => read(files)).toThrow(/^admins\.yaml: The file does not say.*\nmembers\.yaml: The file does not say/);
    expect(membersOf(read(files, acme))).toEqual({ acme: "ann* bo cy dee" });
  });

  test.each([
    [
      "members.csv",
      csvOf([
        { username: "ann", role: "admin" },
        { username: "bo", role: "member" },
      ]),
      "ann* bo",
    ],
    [
      "classroom_roster.csv",
      '"identifier","github_username","github_id","name"\n"s1","ann","900001","Ann"\n"s2","","",""\n"s3","bo","900002","Bo"\n',
      "ann bo",
    ],
  ])("are never an organization of that name: %s", (path, text, members) => {
    const known = new Set(["members", "classroom_roster", "roster"]);
    expect(() => read({ [path]: text }, { known })).toThrow(`${path}: The file does not say which organization`);
    expect(membersOf(read({ [path]: text }, acme))).toEqual({ acme: members });
  });
});

describe("what a spreadsheet leaves", () => {
  test.each<[string, Content, Record<string, string>]>([
    ["semicolons", "\uFEFForganization;login;name\r\nacme;ann;Ann\r\nacme;bo;Bo\r\n", { acme: "ann bo" }],
    ["tabs", "organization\tlogin\tname\nacme\tann\tAnn\n", { acme: "ann" }],
    ["UTF-16", utf16("organization,login,name\r\nacme,ann,Ann\r\n"), { acme: "ann" }],
    ["UTF-16 with tabs", utf16("organization\tlogin\r\nacme\tann\r\n", true), { acme: "ann" }],
    [
      "a byte-order mark, CRLF and line breaks in cells",
      '\uFEFForganization,login,name,role\r\nacme,ann,"Ann\r\nLee",admin\r\nAcme,bo,"Bo ""B"" Chen",member\r\n\r\n',
      { acme: "ann* bo" },
    ],
    [
      "empty columns and rows",
      "organization,login,name,,\r\nacme,ann,Ann,,\r\nacme,bo,Bo,,\r\n,,,,\r\n",
      { acme: "ann bo" },
    ],
    [
      "rows cut short",
      "organization,login,name,role,student,bot\r\nacme,ann,Ann,admin,,\r\nacme,bo,Bo,member\r\nacme,cy,Cy\r\n",
      { acme: "ann* bo cy" },
    ],
  ])("is read: %s", (_, content, members) => {
    expect(membersOf(read({ "a.csv": content }))).toEqual(members);
  });

  test("dates and marks are read where they have one meaning", () => {
    const rows = [
      { organization: "acme", login: "ann", activated: "WAHR", last_seen_at: "11/23/2025 9:30" },
      { organization: "acme", login: "bo", activated: "TRUE", last_seen_at: "2025-11-23 09:30" },
    ];
    const lastSeenAt = new Date("2025-11-23T09:30:00Z");
    expect(read({ "a.csv": csvOf(rows) }).memberships).toMatchObject([
      { isActivated: true, lastSeenAt },
      { isActivated: true, lastSeenAt },
    ]);
    expect(() => read({ "a.csv": csvOf([{ ...rows[0]!, last_seen_at: "5/11/2025" }]) })).toThrow(
      'a.csv:2: "5/11/2025" can mean 2025-05-11 or 2025-11-05. Write it like 2026-11-23',
    );
  });

  test("Windows-1252 is refused with how to save it", () => {
    const content = Buffer.from("organization,login,name\r\nacme,ann,Ann Müller\r\n", "latin1");
    expect(() => read({ "a.csv": content })).toThrow(/^a\.csv:2: .*not in UTF-8.*"CSV UTF-8 \(Comma delimited\)"/);
  });
});

describe("a list that is not a roster is refused in a sentence that says what to take instead:", () => {
  test.each([
    [
      "dormant users",
      "created_at,id,login,role,last_logged_ip,2fa_enabled?,outside_collaborator\n2011-05-04,900001,ann,admin,192.0.2.1,true,false\n",
      "GitHub's report of dormant users",
    ],
    [
      "a server's users",
      "created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,last_active\n2011,3,ann,,admin,false,,2,1,4,false,\n",
      "a user report of GitHub Enterprise Server",
    ],
    [
      "Copilot seats",
      "Report Time,Login,Last Authenticated At,Last Activity At,Last Surface Used,Organization\n2026-03-28T06:41:15Z,ann,,,vscode,acme\n",
      "GitHub's list of Copilot seats",
    ],
    ["GitLab's seats", "Id,Name,Username,Email,State\n900101,Zoe K,zoe_k,,active\n", "a list of GitLab's users"],
    [
      "the same with semicolons",
      "Id;Name;Username;Email;State\n900101;Zoe K;zoek;;active\n",
      "a list of GitLab's users",
    ],
    [
      "committers",
      "User login,Organization / repository,Last pushed date\nann,acme/site,2026-01-01\n",
      "GitHub's list of active",
    ],
    [
      "Copilot seats of the API",
      '{"total_seats":1,"seats":[{"assignee":{"login":"ann"}}]}',
      "GitHub's list of Copilot seats",
    ],
    [
      "GitLab's members",
      '[{"id":900101,"username":"zoek","state":"active","access_level":30}]',
      "a list of GitLab's users",
    ],
    ["Gitea's members", '[{"id":900101,"login":"zoek","login_name":"","full_name":"Zoe"}]', "a list of Gitea's users"],
    [
      "invitations",
      '[{"id":1,"login":"ann","role":"direct_member","invitation_source":"member"}]',
      "a list of invitations",
    ],
    ["contributors", '[{"login":"ann","id":900001,"contributions":7}]', "a list of a repository's contributors"],
  ])("%s", (_, text, what) => {
    for (const options of [{}, acme, { known: new Set(["acme"]) }]) {
      expect(() => read({ "export-acme-1774679438.csv": text }, options)).toThrow(`: This is ${what}`);
    }
    expect(() => read({ "a.csv": text })).toThrow(/ instead\.$/);
  });

  test("a username with an id is not GitHub's id, so nobody is renamed", () => {
    const text = csvOf([{ id: "900101", username: "zoek", name: "Zoe" }]);
    expect(read({ "a.csv": text }, acme).owners).toMatchObject([{ login: "zoek", serviceId: null }]);
    expect(read({ "a.json": '{"id":"U_kgDO","login":"ann"}' }, acme).owners).toMatchObject([{ serviceId: null }]);
  });

  test("outside collaborators and billing managers in GitHub's list are skipped and counted", () => {
    const rows = ["Owner", "Outside collaborator", "billing_manager"].map((role, index) => ({
      login: `p${index}`,
      role,
    }));
    const set = read({ "a.csv": csvOf(rows) }, acme);
    expect(membersOf(set)).toEqual({ acme: "p0*" });
    expect(skippedOf(set)).toEqual(["1 for outside collaborators", "1 for billing managers"]);
  });
});

describe("logins as they exist", () => {
  const yaml = (...logins: string[]) =>
    `orgs:\n  acme:\n    members:\n${logins.map((login) => `    - ${login}\n`).join("")}`;
  test.each([
    [
      "those nobody could sign up with today",
      ["ann", "gil--", "-jerry-", "p-", "0----0"],
      "ann gil-- -jerry- p- 0----0",
    ],
    [
      "those that look like numbers, dates and nothing",
      ["0440134", "147548", "1e10", "0x1F", "null", "yes", '"on"', "007", "true"],
      "0440134 147548 1e10 0x1F null yes on 007 true",
    ],
    ["with a no-break space or a zero-width space after them", ["ann\u00a0", "bo\u200b", "cy"], "ann bo cy"],
    ["as mentions and addresses", ['"@ann"', "https://github.com/bo"], "ann bo"],
  ])("%s", (_, logins, members) => {
    expect(membersOf(read({ "a.yaml": yaml(...logins) }))).toEqual({ acme: members });
    expect(membersOf(read({ "a.yaml": `\uFEFF${yaml(...logins).replaceAll("\n", "\r\n")}` }))).toEqual({
      acme: members,
    });
  });

  test("those that cannot exist are refused by name", () => {
    expect(() => read({ "a.yaml": yaml("12_34", "3.14", "ann") })).toThrow(
      /^a\.yaml:4: "12_34" cannot be a GitHub login.*\na\.yaml:5: "3\.14" cannot be a GitHub login[^\n]*$/,
    );
  });

  test("an anchor's list may stand for another, and admin wins", () => {
    const text = "orgs:\n  acme:\n    admins: &a\n    - ann\n    members: *a\n";
    expect(membersOf(read({ "a.yaml": text }))).toEqual({ acme: "ann*" });
  });
});

describe("one person in two organizations with their own SAML and e-mail domains, and a managed twin", () => {
  const person = (login: string, role: string, saml: string, email: string) => ({
    ...{ login, name: "Ann Lee", role, "saml name id": saml, "verified domain emails": email },
  });
  const files = {
    "acme-one.csv": csvOf([person("ann", "Owner", "ann.lee@one.example", "ann@one.example")]),
    "acme-two.csv": csvOf([person("ann", "Member", "alee@two.example", "ann@two.example")]),
    "acme-emu.csv": csvOf([person("ann-two_one", "Member", "ann.lee@one.example", "ann@one.example")]),
  };
  const options = { known: new Set(["acme-one", "acme-two", "acme-emu"]) };

  test("are taken together, and the evidence of each organization is kept", () => {
    const set = read(files, options);
    const evidence = set.memberships.map(({ organization, owner, verifiedEmails, samlNameIds }) => [
      `${set.organizations[organization]!.login} ${set.owners[owner]!.login}`,
      ...[...verifiedEmails, ...samlNameIds],
    ]);
    expect(evidence).toEqual([
      ["acme-emu ann-two_one", "ann@one.example", "ann.lee@one.example"],
      ["acme-one ann", "ann@one.example", "ann.lee@one.example"],
      ["acme-two ann", "ann@two.example", "alee@two.example"],
    ]);
  });

  test("are the same in any order", () => {
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    expect(read(reversed, options)).toEqual(read(files, options));
  });
});
