import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readApart } from "./read-apart";
import { readRosters } from "./read-rosters";

const actor = { kind: "cli", user: "tester" } as const;
const bytes = (text: string) => new TextEncoder().encode(text);
const fileOf = (path: string, text: string) => ({ path, content: bytes(text) });

/** Sizes that show what grows; with SOAK as large as an upload may be. */
// biome-ignore lint/style/noProcessEnv: how long this test may take, nothing of the product reads it
const scale = process.env.SOAK ? 10 : 1;
const longestGap = 500;

/** Much more than a reading may take, for a machine that is busy with other tests. */
const patience = 120_000;

/** For how long nothing else had its turn, at most, while `work` ran. Time that other processes took is no gap. */
async function longestGapDuring(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = millisecondsOfThisThread();
  const probe = setInterval(look, 5);
  try {
    await work();
    look();
    return longest;
  } finally {
    clearInterval(probe);
  }

  function look() {
    const now = millisecondsOfThisThread();
    longest = Math.max(longest, now - last);
    last = now;
  }
}

const schedule = `/proc/self/task/${process.pid}/schedstat`;

/** What this thread has had of a core; where the system does not tell, the clock's time. */
function millisecondsOfThisThread(): number {
  if (!existsSync(schedule)) return performance.now();
  return Number(readFileSync(schedule, "utf8").split(" ", 1)[0]) / 1_000_000;
}

const refusalOf = (file: ReturnType<typeof fileOf>) =>
  readApart(actor, [file], { deadline: patience, known: new Set(["a"]) }).then(
    () => "none",
    (error: Error) => error.message,
  );

const anchors = Array.from({ length: 30 }, (_, index) => {
  const aliases = index === 0 ? "ann" : `*a${index - 1}, `.repeat(10).slice(0, -2);
  return `a${index}: &a${index} [${aliases}]`;
});

describe("of a hostile file at most a hundred problems are told, and others have their turn:", {
  timeout: patience,
}, () => {
  test.each<[string, string, () => string, string | RegExp]>([
    [
      "blank lines",
      "a.csv",
      () => `login\n${"\n".repeat(4_400_000)}-`,
      /^a\.csv:4400002: "-" cannot be a GitHub login/,
    ],
    [
      "lines of a space",
      "a.csv",
      () => `login\n${" \n".repeat(51_000 * scale)}`,
      /^none$|^a\.csv:500002: From here on/,
    ],
    ["a million refusals", "a.csv", () => `login\n${"-\n".repeat(1_000_000)}`, "… and 80 more. The rest was not read"],
    [
      "rows of many cells",
      "a.csv",
      () => `login\n${`${",".repeat(900)}\n`.repeat(5_000 * scale)}`,
      /^none$|^a\.csv:\d+: From/,
    ],
    ["rows of too many cells", "a.csv", () => `login\n${`x${",x".repeat(900)}\n`.repeat(2_500)}`, "… and 80 more."],
    ["many columns", "a.csv", () => `login${",x".repeat(450_000)}\nann\n`, "a.csv:1: The header has 450001 columns."],
    [
      "a header without end",
      "a.csv",
      () => `login${",".repeat(1_000_000)}`,
      "a.csv:1: The line has more than 1,000,000",
    ],
    ["quotes in one line", "a.csv", () => `login\n${'"'.repeat(4_900_000 * scale)}`, "a.csv:2: The line has more than"],
    ["quotes in many", "a.csv", () => `login\n${'"\n"\n'.repeat(50_000 * scale)}`, "none"],
    ["a quote without end", "a.csv", () => `login\n"${"\n".repeat(4_000_000)}`, "The row is too long"],
    ["organizations", "a.csv", () => organizations(20_001), "a.csv:20002: From here on there are more than 20,000"],
    ["commas in YAML", "a.yaml", () => `members: [${",".repeat(50_000 * scale)}]`, "… and 80 more."],
    ["ends without beginnings", "a.yaml", () => `members: [${"]}".repeat(25_000 * scale)}`, "… and 80 more."],
    ["deep YAML", "a.yaml", () => `members: ${"[".repeat(1_000_000)}`, "a.yaml:1: The YAML is nested too deeply"],
    ["deep blocks", "a.yaml", () => `members:\n${"- ".repeat(1_000_000)}`, "a.yaml:2: The YAML is nested too deeply"],
    ["aliases", "a.yaml", () => `${anchors.join("\n")}\nmembers: *a29\n`, "a.yaml:30: This is not a login"],
    ["many aliases", "a.yaml", () => `members: [&a ann, ${"*a, ".repeat(20_000)}]`, "none"],
    [
      "many aliases of a list",
      "a.yaml",
      () => aliasesOfList(20_000, 1_000),
      "From here on there are more than 500,000 rows",
    ],
    ["aliases of nothing", "a.yaml", () => `members: [${"*a, ".repeat(20_000)}]`, "… and 80 more."],
    ["documents", "a.yaml", () => `members: []\n${"---\n".repeat(20_000)}`, "a.yaml:2: This is a second YAML document"],
    ["brackets in JSON", "a.json", () => "[".repeat(9_999_999), "a.json:1: The JSON is nested more than 20 deep"],
    ["deep JSON", "a.json", () => `[{"login":${'{"a":'.repeat(100_000)}`, "a.json:1: The JSON is nested more than 20"],
    ["lists in JSON", "a.json", () => `[${"[],".repeat(300_000 * scale)}[]]`, "none"],
    ["numbers in JSON", "a.json", () => `[${"1,".repeat(300_000 * scale)}1]`, "… and 80 more."],
    ["documents of JSON", "a.json", () => "{} ".repeat(300_000 * scale), "a.json: No one in the file has"],
    ["shapes of people", "a.json", () => `[${shapesOfPeople(30_000 * scale)}]`, "none"],
    ["a text without end", "a.json", () => `["${'\\"'.repeat(4_000_000)}`, "a.json:1: The JSON cannot be read"],
    ["more than a tree may have", "a.json", () => `[${" ".repeat(10_000_000)}]`, "YAML and JSON have at most 10 MB"],
    ["pages of GraphQL", "a.json", () => pagesOfGraphql(20_000 * scale), "none"],
    [
      "e-mails in a cell",
      "a.csv",
      () => `login,verified_email\nann,${"a@b;".repeat(240_000)}\n`,
      "The row has 240,000",
    ],
    ["names of one person", "a.csv", () => namesOfAnn(40_000 * scale), "none"],
    [
      "invisible characters",
      "a.csv",
      () => `login\n${"\u200b".repeat(300_000)}x${"\u200b".repeat(10)}y\n`,
      "a.csv:2: ",
    ],
    ["prose", "a.txt", () => "members ".repeat(500_000 * scale), "a.txt:1: This is not a roster"],
  ])("%s", async (_, path, text, refusal) => {
    const file = fileOf(path, text());
    let message = "";
    const gap = await longestGapDuring(async () => {
      message = await refusalOf(file);
    });
    expect(message).toMatch(refusal);
    expect(message.split("\n").length).toBeLessThanOrEqual(21);
    expect(message.length).toBeLessThan(10_000);
    expect(gap).toBeLessThan(longestGap);
  });

  test("bytes that are no text, after many lines", async () => {
    const content = bytes(`login\n${"ann\n".repeat(1_000_000 * scale)}`);
    content[content.length - 2] = 0xff;
    const reading = readApart(actor, [{ path: "a.csv", content }]);
    await expect(reading).rejects.toThrow(`a.csv:${1_000_000 * scale + 1}: This line is not in UTF-8`);
  });
});

function aliasesOfList(organizationCount: number, loginCount: number): string {
  const logins = Array.from({ length: loginCount }, (_, index) => `p${index}`).join(", ");
  const organizations = Array.from({ length: organizationCount }, (_, index) => `  o${index}: {members: *all}\n`);
  return `all: &all [${logins}]\norgs:\n${organizations.join("")}`;
}

function shapesOfPeople(count: number): string {
  return Array.from({ length: count }, (_, index) => `{"login":"p${index}","x${index}":1}`).join(",");
}

function pagesOfGraphql(count: number): string {
  return '{"data":{"organization":{"membersWithRole":{"edges":[{"role":"ADMIN","node":{"login":"ann"}}]}}}}'.repeat(
    count,
  );
}

function namesOfAnn(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => `ann,Ann ${index},a${index}@x.example\n`);
  return `login,name,verified_email\n${rows.join("")}`;
}

function organizations(count: number): string {
  return `organization,login\n${Array.from({ length: count }, (_, index) => `o${index},ann\n`).join("")}`;
}

test("the largest set comes back as it was read, without holding anybody", { timeout: patience }, async () => {
  const header = "organization,login,service_id,name,activated,last_seen_at\n";
  const lines = Array.from({ length: 20_000 * scale }, (_, index) => {
    const person = index % 15_000;
    return `o${index % 40},p${person},${person},Person ${person},${index % 2 === 0},2026-01-0${1 + (index % 9)}\n`;
  });
  const files = [fileOf("a.csv", header + lines.join("")), fileOf("b.csv", "login\nann\n")];
  const options = { organization: "b" };
  let read: unknown;
  const gap = await longestGapDuring(
    async () => (read = await readApart(actor, files, { ...options, deadline: patience })),
  );
  expect(gap).toBeLessThan(longestGap);
  expect(read).toEqual(readRosters(files, options));
});

test("files that are read for longer than they may be are refused, and the next are read", async () => {
  const known = new Set(["acme"]);
  const slow = fileOf("a.yaml", `members: [${"ann, ".repeat(100_000)}]`);
  await expect(readApart(actor, [slow], { deadline: 1 })).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("took longer than 0.001 s to read"),
  });
  expect((await readApart(actor, [fileOf("acme.csv", "login\nann\n")], { known })).memberships).toHaveLength(1);
});

test("a person's files are read one set after another, and more than a few are refused", async () => {
  const files = [fileOf("acme.csv", "login\nann\n")];
  const options = { organizations: { "acme.csv": "acme" } };
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => readApart(actor, files, options)));
  expect(results.map(({ status }) => status)).toEqual([...Array(4).fill("fulfilled"), "rejected", "rejected"]);
  expect(results[5]).toMatchObject({ reason: { code: "conflict" } });
  await expect(readApart(actor, files, options)).resolves.toMatchObject({ organizations: [{ login: "acme" }] });
});

test("whose organization is asked for is named at its field, as if it were read here", async () => {
  await expect(readApart(actor, [fileOf("org.yaml", "members: [ann]\n")])).rejects.toMatchObject({
    code: "invalid_input",
    fields: { "organization of org.yaml": [expect.any(String)] },
  });
});
