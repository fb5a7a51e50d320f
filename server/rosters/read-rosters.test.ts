import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RosterSet } from "@/domain/rosters";
import { readRosters } from "./read-rosters";

const bytes = (text: string) => new TextEncoder().encode(text);
const known = new Set(["acme"]);
const read = async (path: string, text: string, organization?: string) =>
  readRosters([{ path, content: bytes(text), organization }], { known });

/** Each membership in one line: organization, login, role. */
function membersOf({ organizations, owners, memberships }: RosterSet): string[] {
  return memberships.map(
    ({ organization, owner, role }) =>
      `${organizations[organization]!.login} ${owners[owner]!.login} ${role ?? "unsaid"}`,
  );
}

describe("Peribolos YAML", () => {
  test("of one organization: members and admins, once each, admin wins; teams do not count", async () => {
    const set = await read(
      "acme/org.yaml",
      "admins:\n- Ann\nmembers:\n- bo\n- ann\n- BO\nteams:\n  site:\n    members:\n    - cy\n    admins: [di]\n",
    );
    expect(membersOf(set)).toEqual(["acme Ann admin", "acme bo member"]);
  });

  test("with a map of organizations names them, those without members too", async () => {
    const set = await read("all.yaml", "orgs:\n  acme:\n    admins: [ann]\n  beta:\n    members:\n");
    expect(set.organizations.map(({ login }) => login)).toEqual(["acme", "beta"]);
    expect(membersOf(set)).toEqual(["acme ann admin"]);
  });

  test("which lists nobody, or has neither list, is a roster that says nothing of its members", async () => {
    const set = await read(
      "all.yaml",
      "orgs:\n  acme:\n    admins: []\n    members: []\n  beta:\n    name: Beta\n  c:\n",
    );
    const unsaid = { saysRoles: false, adminCount: 0, memberCount: 0 };
    expect(set.organizations).toMatchObject(["acme", "beta", "c"].map((login) => ({ login, ...unsaid })));
    expect((await read("acme.yaml", "name: Acme\nteams:\n  web:\n    members: [ann]\n")).memberships).toEqual([]);
  });

  test("with anchors: an alias stands for the list or the login that has the name", async () => {
    const lists =
      "orgs:\n  acme:\n    admins: &all [ann, &bo bo]\n    members: *all\n  beta:\n    members: [*bo, cy]\n";
    expect(membersOf(await read("all.yaml", lists))).toEqual([
      ...["acme ann admin", "acme bo admin", "beta bo member", "beta cy member"],
    ]);
  });

  test("every scalar is a login as it is written", async () => {
    const logins = ["249043822", "0xMH", "no", "null", "1e3", "2001-01-01", "0o17", "true", "007"];
    const set = await read("acme.yaml", `members:\n${logins.map((login) => `- ${login}\n`).join("")}`);
    expect(set.owners.map(({ login }) => login)).toEqual(logins);
  });

  test.each([
    ["a login GitHub could not have", "members:\n- ann\n- bo.lee\n", 'acme.yaml:3: "bo.lee" cannot be a GitHub login'],
    ["a tilde", "members:\n- ~\n", 'acme.yaml:2: "~" cannot be a GitHub login'],
    ["a blank item", "members:\n-\n- ann\n", "acme.yaml:2: "],
    ["an item that is no login", "members:\n- ann\n- login: bo\n", "acme.yaml:3: This is not a login"],
    ["a list that is none", "admins: ann\n", 'acme.yaml:1: "admins" is not a list'],
    ["an alias of something else", "x: &all {ann: 1}\nmembers: *all\n", 'acme.yaml:2: "members" is not a list'],
    ["an alias of nothing", "members: *all\n", 'acme.yaml:1: "members" is not a list'],
    ["a list in a list", "admins: &all [ann]\nmembers: [bo, *all]\n", "acme.yaml:2: This is not a login"],
    ["a merged map", "x: &x {members: [ann]}\norgs:\n  acme:\n    <<: *x\n", 'acme.yaml:4: "<<" merges'],
    ["an organization that is not a map", "orgs:\n  acme: [ann]\n", 'acme.yaml:2: "acme" is not a map'],
    ["a list of organizations", "orgs:\n- acme\nmembers: []\n", 'acme.yaml:2: "orgs" is not a map'],
    [
      "a key that is there twice",
      "members: [ann]\nadmins: []\nmembers: [bo]\n",
      'acme.yaml:3: "members" is there twice',
    ],
    [
      "an organization that is there twice",
      "orgs:\n  a: {members: []}\n  A: {members: []}\n",
      'acme.yaml:3: "A" is there',
    ],
    ["a list that is there twice in an organization", "orgs:\n  a:\n    admins: []\n    admins: []\n", "acme.yaml:4: "],
    ["more than fits into memory", `members: [${"a,".repeat(400_000)}]`, "acme.yaml:1: The YAML is too long from here"],
    ["broken YAML", "members:\n- ann\n\t- bo\n", "acme.yaml:3: The YAML cannot be read"],
    ["a second document", "members: [ann]\n---\nmembers: [bo]\n", "acme.yaml:2: This is a second YAML document"],
    ["nesting without end", `members: ${"[".repeat(50_000)}`, "acme.yaml:1: The YAML is nested too deeply"],
    ["nesting without end in a block", `members:\n${"- ".repeat(50_000)}ann`, "acme.yaml:2: The YAML is nested"],
  ])("refuses %s with its line", async (_, text, refusal) => {
    await expect(read("acme.yaml", text)).rejects.toThrow(refusal);
  });

  test("with 20,000 organizations is read whole", async () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `  o${index}: {members: [ann]}\n`);
    expect((await read("all.yaml", `orgs:\n${names.join("")}`)).memberships).toHaveLength(20_000);
  });

  test("an alias bomb is not followed", async () => {
    const levels = Array.from({ length: 40 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`);
    const bomb = `a0: &a0 [ann]\n${levels.join("\n")}\nmembers: *a40\n`;
    await expect(read("acme.yaml", bomb)).rejects.toThrow("acme.yaml:41: This is not a login");
  });
});

describe("an organization's people as GitHub exports them", () => {
  test("in CSV: by login or username, the other columns optional, rows without a login skipped and counted", async () => {
    const set = await read(
      "acme.csv",
      "\uFEFFUsername,name,tfa_enabled,is_public,role\r\nann,Ann Lee,true,false,Owner\r\n,Nobody,,,Member\r\nbo,,,,Member\r\n",
    );
    expect(membersOf(set)).toEqual(["acme ann admin", "acme bo member"]);
    expect(set.owners[0]).toMatchObject({ names: ["Ann Lee"], serviceId: null, isStudent: null });
    expect(set.skippedRows).toMatchObject([{ source: "acme.csv", count: 1, reason: "without a login" }]);
  });

  test("in CSV with nothing but logins", async () => {
    expect(membersOf(await read("acme.csv", "login\nann\n\nbo"))).toEqual(["acme ann unsaid", "acme bo unsaid"]);
  });

  test("in JSON, with an id and a problem's line", async () => {
    const set = await read("acme.json", '[{"login":"ann","id":249043822,"name":null,"role":"Owner"},\n{"login":"bo"}]');
    expect(membersOf(set)).toEqual(["acme ann admin", "acme bo unsaid"]);
    expect(set.owners[0]).toMatchObject({ serviceId: "249043822", names: [] });

    const bad =
      '[\n  {"login": "ann", "x": [1, {"y": "a,]\\"\\n"}]},\n  {\n    "login": "b o"\n  },\n  7,\n  {"login": "-"}\n]';
    await expect(read("acme.json", bad)).rejects.toThrow(
      /^acme\.json:6: This is not a person.*\nacme\.json:3: "b o".*\nacme\.json:7: "-"/,
    );
    await expect(read("acme.json", '[{"login":')).rejects.toThrow("acme.json:1: The JSON ends too early");
    await expect(read("acme.json", '[{"login":"ann"}\n{"login":"bo"}]')).rejects.toThrow(
      'acme.json:2: The JSON cannot be read from here on: a comma or "]" is missing',
    );
  });

  test("in JSON, those without a login are skipped and counted, but where nobody has one it is no roster", async () => {
    const set = await read("acme.json", '[{"login":"ann"},{"login":null},{"name":"Bo"},{"login":" "}]');
    expect(membersOf(set)).toEqual(["acme ann unsaid"]);
    expect(set.skippedRows).toMatchObject([{ source: "acme.json", count: 3, reason: "without a login" }]);
    await expect(read("acme.json", '[{"name":"Bo"}]')).rejects.toThrow('acme.json: No one in the file has a "login"');
  });
});

describe("a cell of JSON", () => {
  test("may be text, a number, true or false, and null is blank; what is not read may be anything", async () => {
    const set = await read("acme.json", '[{"login":7,"name":false,"email":null,"bot":true,"plan":{"toString":null}}]');
    expect(set.owners).toMatchObject([{ login: "7", names: ["false"], emails: [], isBot: true }]);
  });

  test.each([
    ["an object", '{"toString":null}'],
    ["an array", '["Ann"]'],
  ])("that is %s is refused with its line", async (_, value) => {
    await expect(read("acme.json", `[{"login":"ann"},\n{"login":"bo","name":${value}}]`)).rejects.toThrow(
      'acme.json:2: "name" is neither text, a number nor true or false',
    );
  });

  test("that is nested without end is refused with its line, before a tree is made of it", async () => {
    const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    await expect(read("acme.json", `[{"login":"ann"},\n{"login":"bo","plan":${nested}}]`)).rejects.toThrow(
      "acme.json:2: The JSON is nested more than 20 deep.",
    );
  });

  test("that holds no name or e-mail a database could keep is refused with its line", async () => {
    const people = [
      '{"login":"a","name":"A\\u0000nn"}',
      '{"login":"b","email":"b\\ud800@x.example"}',
      `{"login":"c","name":"${"n".repeat(256)}"}`,
      `{"login":"d","email":"${"e".repeat(255)}"}`,
      `{"login":"e","name":"${"n".repeat(255)}","email":"${"e".repeat(254)}"}`,
    ];
    await expect(read("acme.json", `[${people.join(",\n")}]`)).rejects.toThrow(
      new RegExp(
        [
          '^acme\\.json:1: The name "A\\[U\\+0000\\]nn" has a character .*',
          'acme\\.json:2: The e-mail "b\\[U\\+D800\\]@x.example" has a character .*',
          'acme\\.json:3: The name "n{59}…" has more than 255 characters.*',
          'acme\\.json:4: The e-mail "e{59}…" has more than 254 characters.*$',
        ].join("\n"),
      ),
    );
  });
});

describe("an enterprise's consumed licences", () => {
  const licences = [
    "GitHub com login,GitHub com name,GitHub com member roles,GitHub com enterprise roles,GitHub com verified domain emails,GitHub com saml name ID",
    'ann,Ann Lee,"acme:Owner, beta:Member",Owner," ann@acme.example, lee@acme.example",ALee',
    'bo,,"beta:Member\r\nacme/site:Collaborator",Member,,',
    "cy,,beta/site:Collaborator,Outside collaborator,,",
    "di@acme.example,,,,,",
    ",,acme:Member,,,",
  ].join("\r\n");

  test("names its organizations; collaborators are no members; rows without login or organization are counted", async () => {
    const set = await read("licences.csv", licences);
    expect(membersOf(set)).toEqual(["acme ann admin", "beta ann member", "beta bo member"]);
    expect(set.owners[0]).toMatchObject({
      ...{ names: ["Ann Lee"], emails: ["ann@acme.example"] },
    });
    const evidence = { verifiedEmails: ["ann@acme.example", "lee@acme.example"], samlNameIds: ["ALee"] };
    expect(set.memberships).toMatchObject([evidence, evidence, { verifiedEmails: [], samlNameIds: [] }]);
    expect(set.skippedRows).toMatchObject([
      { source: "licences.csv", count: 1, reason: "for outside collaborators" },
      { source: "licences.csv", count: 1, reason: "without an organization" },
      { source: "licences.csv", count: 1, reason: "without a login" },
    ]);
  });

  test("has headers with or without `com`, underscores or spaces, in any case", async () => {
    const expected = membersOf(await read("licences.csv", licences));
    for (const header of [
      licences.replaceAll("GitHub com", "GITHUB"),
      licences.replaceAll("GitHub com ", "github_com_"),
    ]) {
      expect(membersOf(await read("licences.csv", header))).toEqual(expected);
    }
  });

  test("an unknown role is refused with its line, after a row of two lines too", async () => {
    await expect(read("l.csv", `${licences.split("\r\ncy")[0]}\r\ncy,,beta:Boss,,,`)).rejects.toThrow(
      'l.csv:5: "Boss" is not a member\'s role',
    );
  });
});

describe("the console's own CSV", () => {
  test("has its columns in any order, blanks change nothing, and marks and activation are read", async () => {
    const set = await read(
      "download.csv",
      "login,organization,bot,activated,service_id,email,name,role,student\n" +
        "ann,acme,,TRUE,5,ann@acme.example,'=Ann,Admin,true\n,acme,true,false,6,,,member,\nann,beta,,,,,,,\n",
    );
    expect(set.owners).toMatchObject([
      { login: "ann", serviceId: "5", names: ["=Ann"], emails: ["ann@acme.example"], isStudent: true, isBot: null },
      { login: null, serviceId: "6", names: [], emails: [], isStudent: null, isBot: true },
    ]);
    expect(set.memberships).toMatchObject([
      { organization: 0, owner: 0, role: "admin", isActivated: true },
      { organization: 0, owner: 1, role: "member", isActivated: false },
      { organization: 1, owner: 0, role: null, isActivated: null },
    ]);
  });

  test("tells verified e-mails and SAML names, each several in a cell, from an e-mail that nobody verified", async () => {
    const { owners, memberships } = await read(
      "download.csv",
      "organization,login,email,verified_email,saml_name_id\n" +
        "acme,ann,a@x.example,ann@acme.example; lee@acme.example,'=alee;Ann Lee\nacme,bo,b@x.example,,\n",
    );
    expect(owners).toMatchObject([{ emails: ["a@x.example"] }, { emails: ["b@x.example"] }]);
    expect(memberships).toMatchObject([
      { verifiedEmails: ["ann@acme.example", "lee@acme.example"], samlNameIds: ["=alee", "Ann Lee"] },
      { verifiedEmails: [], samlNameIds: [] },
    ]);
    const long = `acme,ann,,${"e".repeat(255)},\nacme,bo,,,${"s".repeat(257)}\nacme,cy,,${"c@x.example;".repeat(101)},\n`;
    await expect(read("d.csv", `organization,login,email,verified_email,saml_name_id\n${long}`)).rejects.toThrow(
      /^d\.csv:2: The verified e-mail .* more than 254 characters.*\nd\.csv:3: The SAML name .* more than 256.*\nd\.csv:4: The row has 101/,
    );
  });

  test("reads true and false in the languages of spreadsheets", async () => {
    const rows = ["WAHR,FALSCH", "vrai,FAUX", "Verdadero,falso", "TRUE,FALSE"].map(
      (marks, index) => `acme,p${index},${marks}\n`,
    );
    const { owners } = await read("d.csv", `organization,login,student,bot\n${rows.join("")}`);
    expect(owners).toMatchObject(rows.map(() => ({ isStudent: true, isBot: false })));
  });

  test("rows without an organization are skipped and counted", async () => {
    const set = await read("download.csv", "organization,login\nacme,ann\n,bo\n");
    expect(set.skippedRows).toMatchObject([{ source: "download.csv", count: 1, reason: "without an organization" }]);
  });

  test.each([
    ["a filtered list", "filter,organization,login\nq=ann,acme,ann\n", 'd.csv:1: The column "filter"'],
    ["an unknown column", "organization,login,activate\nacme,ann,true\n", "d.csv:1: Unknown columns: activate"],
    ["a column that is there twice", "organization,login,Login\nacme,ann,bo\n", 'd.csv:1: The column "Login" is there'],
    ["ids of an unknown host", "organization,login,id\nacme,ann,5\n", "d.csv:1: Unknown columns: id"],
    ["a row without login and id", "organization,login,service_id\nacme,,\n", "d.csv:2: The row has neither"],
    [
      "a mark that is neither true nor false",
      "organization,login,bot\nacme,ann,maybe\n",
      'd.csv:2: "maybe" under "bot"',
    ],
    ["an unknown role", "organization,login,role\nacme,ann,boss\n", 'd.csv:2: "boss" is not a member\'s role'],
    [
      "a date with two meanings",
      "organization,login,last_seen_at\nacme,ann,05/11/2025\n",
      'd.csv:2: "05/11/2025" can mean',
    ],
    ["an organization GitHub could not have", "organization,login\na b,ann\n", 'd.csv:2: "a b" cannot be a GitHub org'],
    [
      "an invisible character inside a login",
      "organization,login\nacme,a\u200bnn\n",
      'd.csv:2: "a[U+200B]nn" cannot be a GitHub login',
    ],
    [
      "an invisible character inside an e-mail",
      "organization,login,email\nacme,ann,a\u00a0b@x.example\n",
      'd.csv:2: The e-mail "a[U+00A0]b@x.example" has a space or an invisible character',
    ],
    [
      "an id a spreadsheet rounded",
      "organization,login,service_id\nacme,ann,1.2E+08\n",
      'd.csv:2: "1.2E+08" cannot be a GitHub id',
    ],
    [
      "a row that the file's end cuts off, after a row of two lines",
      'organization,login,name\r\nacme,ann,"A\r\nB"\r\nacme,bo',
      "d.csv:4: The file ends in the middle of this row",
    ],
    ["a row with too many cells", "organization,login\n\nacme,ann\nacme,bo,x\n", 'd.csv:4: The row has "x" where'],
    [
      "a quote that is not closed",
      'organization,login\n\nacme,"ann\nacme,bo\n',
      "d.csv:3: The CSV cannot be read from here on",
    ],
  ])("refuses %s with its line", async (_, text, refusal) => {
    await expect(read("d.csv", text)).rejects.toThrow(refusal);
  });

  test("tells every problem of every file in one refusal", async () => {
    const content = bytes("organization,login,bot\nacme,-,\nacme,ann,x\n");
    const files = [
      { path: "a.csv", content },
      { path: "b.yaml", content: bytes("members: [b.o]"), organization: "b" },
    ];
    expect(() => readRosters(files)).toThrow(/^a\.csv:2: .*\na\.csv:3: .*\nb\.yaml:1: .*$/);
  });
});

describe("CSV", () => {
  test("with a hundred columns more than any export has is refused", async () => {
    await expect(read("d.csv", `login${",x".repeat(200)}\nann\n`)).rejects.toThrow(
      "d.csv:1: The header has 201 columns",
    );
  });

  test("with empty lines anywhere has the right lines, also where it cannot be read", async () => {
    const text = '\uFEFF\n\r\n\nlogin,name\n\r\n\nann,"A\n\nB"\n\n\n';
    expect(membersOf(await read("acme.csv", text))).toEqual(["acme ann unsaid"]);
    await expect(read("acme.csv", `${text}-,\n`)).rejects.toThrow('acme.csv:12: "-" cannot be a GitHub login');
    await expect(read("acme.csv", `${text}"bo"x,\n`)).rejects.toThrow("acme.csv:12: The CSV cannot be read");
  });

  test("with line ends of any kind is the same roster, and a problem has its line", async () => {
    const text = 'organization,login,name\nacme,ann,\n\n"acme",bo,\n';
    const expected = membersOf(await read("d.csv", text));
    expect(expected).toHaveLength(2);
    for (const lineEnd of ["\r", "\r\n"]) {
      const same = text.replaceAll("\n", lineEnd);
      expect(membersOf(await read("d.csv", same))).toEqual(expected);
      await expect(read("d.csv", `${same}acme,-,`)).rejects.toThrow('d.csv:5: "-" cannot be a GitHub login');
    }
  });

  test("with a line end where the reader cuts it into slices has the right lines", async () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => `login-${index}\r\n`).join("");
    await expect(read("acme.csv", `login\r\n${rows}-\r\n`)).rejects.toThrow(
      /^acme\.csv:30002: "-" cannot be a GitHub login[^\n]*$/,
    );
  });

  test("with a line or a record that is no row of people is refused", async () => {
    await expect(read("d.csv", `login\nann\n${",".repeat(1_000_001)}`)).rejects.toThrow("d.csv:3: The line has more");
    await expect(read("d.csv", `login\nann\n"${"x\n".repeat(600_000)}`)).rejects.toThrow(
      "d.csv:3: The CSV cannot be read from here on. The row is too long.",
    );
  });

  test("with more rows than one call may have is refused with the line where they begin", async () => {
    const roster = (count: number) => bytes(`login\n${"ann\n".repeat(count)}`);
    const files = [
      { path: "a.csv", content: roster(300_000) },
      { path: "b.csv", content: roster(200_001) },
    ];
    expect(() => readRosters(files, { organization: "acme" })).toThrow(
      "b.csv:200002: From here on there are more than 500,000 rows",
    );
  });
});

test("YAML and JSON of more than 10 MB are refused", async () => {
  const blank = " ".repeat(10_000_000);
  for (const text of [`[${blank}]`, `members: [${blank}]`]) {
    await expect(read("acme.txt", text)).rejects.toThrow("acme.txt: YAML and JSON have at most 10 MB a file");
  }
});

describe("a refusal stays readable:", () => {
  test("a value is cut after 60 characters", async () => {
    await expect(read("acme.csv", `login\n${"-".repeat(100_000)}\n`)).rejects.toThrow(
      `acme.csv:2: "${"-".repeat(59)}…" cannot be a GitHub login. A login has`,
    );
  });

  test("unknown columns are the first ten", async () => {
    const unknown = Array.from({ length: 150 }, (_, index) => `u${index}`);
    await expect(read("d.csv", `organization,login,${unknown.join(",")}\n`)).rejects.toThrow(
      "d.csv:1: Unknown columns: u0, u1, u2, u3, u4, u5, u6, u7, u8, u9 … and 140 more. The columns can be: organization,",
    );
  });

  test("a message is cut after 300 characters, and of many problems the first 20 are shown, and the 100th is the last", async () => {
    const columns = Array.from({ length: 9 }, (_, index) => `${"x".repeat(50)}${index}`).join(",");
    await expect(read(`${"a/".repeat(200)}d.csv`, `organization,login,${columns}\n`)).rejects.toMatchObject({
      message: expect.stringMatching(/^….{299}$/),
    });
    const refusal = await read("acme.csv", `login\n${"-\n".repeat(100_000)}`).catch((error) => error.message);
    expect(refusal).toMatch(/\nacme\.csv:21: .*\n… and 80 more\. The rest was not read: correct these first\.$/);
    expect(String(refusal).split("\n")).toHaveLength(21);
  });
});

describe("files of one organization", () => {
  const fileOf = (path: string, text: string) => ({ path, content: bytes(text) });

  test("are one roster: here the admins, there the members", async () => {
    const files = [fileOf("members.yaml", "members: [ann, bo]"), fileOf("admins.yaml", "admins: [ann]")];
    const set = readRosters(files, { organization: "acme" });
    expect(membersOf(set)).toEqual(["acme ann admin", "acme bo member"]);
    expect(set.organizations).toMatchObject([
      { source: "admins.yaml", saysRoles: true, adminCount: 1, memberCount: 2 },
    ]);
  });

  test("may be the same file twice", async () => {
    const file = fileOf("acme.csv", "login\nann\n");
    expect(membersOf(readRosters([file, file], { known }))).toEqual(["acme ann unsaid"]);
  });
});

test("an organization's roster may be empty; whether it is believed is decided where its members are known", async () => {
  const set = await read("acme.yaml", "admins: []\nmembers: []\n");
  expect(set).toMatchObject({ organizations: [{ login: "acme", source: "acme.yaml" }], memberships: [] });
  expect((await read("acme.csv", "login\n")).organizations).toHaveLength(1);
});

describe("the organization of content that names none", () => {
  const fileOf = (path: string, text = "login\nann\n") => ({ path, content: bytes(text) });
  const loginsOf = ({ organizations }: RosterSet) => organizations.map(({ login }) => login);

  test("is the one that is given for the file, else for all files, else the folder of an org.yaml", async () => {
    expect(loginsOf(await read("people.csv", "login\nann\n", "acme"))).toEqual(["acme"]);
    expect(loginsOf(readRosters([fileOf("beta/org.yaml", "members: [ann]")]))).toEqual(["beta"]);
    expect(loginsOf(await read("beta/org.yaml", "members: [ann]", "acme"))).toEqual(["acme"]);
    const options = { organization: "@delta", organizations: { "b.csv": "https://github.com/orgs/beta/people" } };
    expect(loginsOf(readRosters([fileOf("a.csv"), fileOf("b.csv")], options))).toEqual(["delta", "beta"]);
    const inFolder = [fileOf("config/org.yaml", "members: [ann]")];
    expect(loginsOf(readRosters(inFolder, { organization: "acme" }))).toEqual(["acme"]);
  });

  test("is their folder's for files of several folders, whatever is said of all files", async () => {
    const files = [fileOf("a/org.yaml", "members: [ann]"), fileOf("b/org.yaml", "members: [bo]"), fileOf("people.csv")];
    expect(loginsOf(readRosters(files, { organization: "c" }))).toEqual(["a", "b", "c"]);
  });

  test("is the one in the file's name only if it is known, and the file's name is not a word for rosters", async () => {
    expect(loginsOf(readRosters([fileOf("Acme.csv")], { known }))).toEqual(["Acme"]);
    expect(loginsOf(readRosters([fileOf("export-acme-1774679438.csv")], { known }))).toEqual(["acme"]);
    for (const path of ["gamma.csv", "members.csv", "org.yaml"]) {
      const all = new Set(["members", "org"]);
      expect(() => readRosters([fileOf(path)], { known: all })).toThrow(`${path}: The file does not say which`);
    }
  });

  test("is asked for where nothing says it, file by file, and the refusal names the fields", async () => {
    const files = [fileOf("org.yaml", "members: [ann]"), fileOf("people.csv")];
    const refusal = expect.stringContaining("add --organization LOGIN");
    expect(() => readRosters(files)).toThrow(
      expect.objectContaining({
        code: "invalid_input",
        message: expect.stringMatching(/^org\.yaml: .*\npeople\.csv: .*$/),
        fields: { "organization of org.yaml": [refusal], "organization of people.csv": [refusal] },
      }),
    );
  });

  test("is refused where the content names its organizations, or where no file needs it", async () => {
    const own = "organization,login\nacme,ann\n";
    for (const text of [
      own,
      "orgs:\n  acme:\n    members: [ann]\n",
      "github_login,github_member_roles\nann,acme:Owner\n",
    ]) {
      await expect(read("a.txt", text, "acme")).rejects.toThrow("a.txt: The file names its organizations itself");
      const all = { organization: "acme" };
      expect(() => readRosters([fileOf("a.txt", text)], all)).toThrow("Every file names its organizations itself");
      expect(loginsOf(readRosters([fileOf("a.txt", text), fileOf("b.csv")], { organization: "beta" }))).toHaveLength(2);
    }
    const elsewhere = { organizations: { "b.csv": "beta" }, known };
    expect(() => readRosters([fileOf("acme.csv")], elsewhere)).toThrow("b.csv: No file of this import has this name");
  });

  test("must be one GitHub could have", async () => {
    for (const organization of ["a b", "ann_acme", "acme[bot]"]) {
      await expect(read("people.csv", "login\nann\n", organization)).rejects.toThrow("cannot be a GitHub organization");
    }
  });
});

describe("a file that is no text or no roster is refused:", () => {
  const halfOfUtf16 = new Uint8Array([0xff, 0xfe, 0x6c, 0x00, 0x6f]);
  const latin1 = new Uint8Array([...bytes("login,name\nann,Ann\nbo,J"), 0xf6, ...bytes("rg\n")]);
  test.each<[string, Uint8Array, string]>([
    ["half of UTF-16", halfOfUtf16, "acme.csv: The file begins as UTF-16, but"],
    ["a workbook", new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00]), "acme.csv: This is an Excel workbook"],
    ["binary", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0x00, 0x00]), "acme.csv: This is a binary file"],
    ["another encoding", latin1, "acme.csv:3: This line is not in UTF-8"],
    ["nothing", bytes("\uFEFF \n"), "acme.csv: The file is empty"],
    [
      "other columns",
      bytes("name,email\nAnn,a@x.example\n"),
      'acme.csv:1: This is not a roster. It begins with "name,email"',
    ],
    ["a header and no organization", bytes("organization,login\n"), "acme.csv: The file has a header, but no row"],
    ["prose", bytes("Dear all,\n"), "acme.csv:1: This is not a roster"],
  ])("%s", async (_, content, refusal) => {
    expect(() => readRosters([{ path: "acme.csv", content }])).toThrow(refusal);
  });
});

// biome-ignore lint/style/noProcessEnv: the folder is this test's alone, nothing of the product reads it
const folder = process.env.ROSTERS_DIR;

test.skipIf(!folder)(
  `the Kubernetes rosters are 8 organizations, 2,666 memberships and 1,509 owners${folder ? "" : " (skipped: ROSTERS_DIR is not set)"}`,
  async () => {
    const paths = readdirSync(folder!).map((name) => join(folder!, name, "org.yaml"));
    const set = await readRosters(paths.map((path) => ({ path, content: readFileSync(path) })));
    const members = (login: string) => {
      const place = set.organizations.findIndex((organization) => organization.login === login);
      return set.memberships.filter(({ organization }) => organization === place).length;
    };
    expect(set.organizations).toHaveLength(8);
    expect(set.memberships).toHaveLength(2666);
    expect(set.owners).toHaveLength(1509);
    expect([members("kubernetes"), members("kubernetes-sigs"), members("etcd-io")]).toEqual([1276, 1144, 58]);
  },
);
