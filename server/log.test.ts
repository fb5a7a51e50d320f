import { expect, test, vi } from "vitest";
import { onRequestError } from "@/instrumentation";
import { log, withoutPeople } from "./log";

test("an error is logged without the e-mails and values it was about", () => {
  const failure = new Error(
    'Failed query: select "id" from "staff" where "email" = $1\nparams: ann@northwind.example,s3ss10n',
  );
  const cause = Object.assign(new Error("duplicate key"), { detail: "Key (lower(email))=(bo@northwind.example)" });
  const said = withoutPeople("⨯", failure, { cause });
  expect(said).toContain("Failed query");
  expect(said).toContain("duplicate key");
  expect(said).not.toMatch(/northwind|s3ss10n/);
});

test("the rows of a failed insert stay out of the log, however the error carries them", () => {
  const rows = [["annzz"], ["first\nsecond line"], null];
  const query = `insert into "owners" ("login") values ($1), ($2)\nparams: annzz,first\nsecond line,`;
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "owners_login_key"'), {
    code: "23505",
    constraint_name: "owners_login_key",
    detail: "Key (lower(login))=(annzz) already exists.",
    parameters: rows,
  });
  const failure = Object.assign(new Error(`Failed query: ${query}`, { cause }), { params: rows, query });
  const said = withoutPeople("⨯", failure, { failure });
  expect(said).toContain("23505 owners_login_key");
  expect(said).toContain('insert into "owners"');
  expect(said).not.toMatch(/annzz|second line/);
});

test("a failed request is logged under its reference and its route, never its address", async () => {
  const said = vi.spyOn(log, "error").mockImplementation(() => {});
  const failure = Object.assign(new Error("no row for ann@northwind.example"), { digest: "2969761292" });
  const request = { path: "/people?q=ann@northwind.example", method: "GET", headers: { cookie: "session=s3ss10n" } };
  const context = { routePath: "/(console)/people", routeType: "render", routerKind: "App Router" } as const;
  await onRequestError(failure, request, { ...context, revalidateReason: undefined });

  expect(said).toHaveBeenCalledWith(
    { digest: "2969761292", method: "GET", route: "/(console)/people", kind: "render" },
    expect.stringContaining("no row for [e-mail]"),
  );
  expect(JSON.stringify(said.mock.calls)).not.toMatch(/northwind|s3ss10n/);
});

/** What a logger is given, and as many characters of it as anybody could send. */
const longWords: [what: string, (text: string) => unknown[]][] = [
  ["a text", (text) => [text]],
  ["a message", (text) => [new Error(text)]],
  ["a code and a name", (text) => [Object.assign(new Error("failed"), { code: text, name: text })]],
  ["a cause", (text) => [new Error("failed", { cause: new Error(text) })]],
  ["a stack", (text) => [Object.assign(new Error("failed"), { stack: text })]],
  ["the name of a fact", (text) => [{ [text]: 1 }]],
  ["many words", (text) => [...text.slice(0, 10_000)]],
  ["many facts", (text) => [Object.fromEntries([...text.slice(0, 10_000)].map((_, index) => [`fact${index}`, 1]))]],
];

test.each(longWords)("%s of a million characters is cut before it is looked at", (_, words) => {
  const looked = vi.spyOn(String.prototype, "replace");
  for (const text of ["a".repeat(1_000_000), "a@".repeat(500_000), "\n".repeat(1_000_000), " at a".repeat(200_000)]) {
    expect(withoutPeople("⨯", ...words(text)).length).toBeLessThanOrEqual(8_001);
  }
  const longest = Math.max(...looked.mock.contexts.map((text) => String(text).length));
  looked.mockRestore();
  expect(longest).toBeLessThanOrEqual(8_001);
});

test("an e-mail that is cut in two is not shown by half", () => {
  expect(withoutPeople(`${" ".repeat(7_990)}ann.northwind@northwind.example`)).not.toContain("ann");
});

test("where an error was thrown is said, however long its message is", () => {
  const said = withoutPeople(new Error("x ".repeat(1_000)));
  expect(said).toMatch(/\n {4}at .*log\.test\.ts/);
});

test("errors that cause each other end", () => {
  const [one, other] = [new Error("one"), new Error("other")];
  [one.cause, other.cause] = [other, one];
  expect(withoutPeople(one).match(/caused by/g)).toHaveLength(5);
});
