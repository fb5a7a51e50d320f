import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { Environment, readEnvironment } from "@/env";

const needed = {
  DATABASE_URL: "postgres://console@db.example/console",
  NEXTAUTH_SECRET: "x".repeat(32),
  NEXTAUTH_URL: "https://console.example",
};

describe("environment", () => {
  test("three variables are enough: sample sign-ins are then off and background work on", () => {
    expect(readEnvironment(needed)).toMatchObject({
      ...needed,
      SAMPLE_SIGN_IN: false,
      BACKGROUND_WORK: true,
      LOG_LEVEL: "info",
    });
  });

  test("an empty value counts as unset", () => {
    expect(readEnvironment({ ...needed, GITHUB_ID: "", GITHUB_SECRET: "", SAMPLE_SIGN_IN: "" })).toMatchObject({
      SAMPLE_SIGN_IN: false,
    });
  });

  test("every bad variable is named in one error", () => {
    const bad = {
      DATABASE_URL: "mysql://db.example/console",
      NEXTAUTH_SECRET: "short",
      SAMPLE_SIGN_IN: "yes",
      BACKGROUND_WORK: "no",
      FIRST_ADMIN_EMAIL: "nobody",
      LOG_LEVEL: "loud",
      OIDC_ID: "id",
    };
    const missing = ["NEXTAUTH_URL", "OIDC_ISSUER", "OIDC_SECRET"];
    for (const name of [...Object.keys(bad), ...missing].filter((name) => name !== "OIDC_ID")) {
      expect(() => readEnvironment(bad)).toThrow(new RegExp(`(^|; )${name} (must|is missing)`));
    }
  });

  test.each([
    [{ GITHUB_ID: "id" }, "GITHUB_SECRET"],
    [{ OIDC_ID: "id", OIDC_ISSUER: "https://sso.example" }, "OIDC_SECRET"],
  ])("half a sign-in provider is refused: %o", (half, missing) => {
    expect(() => readEnvironment({ ...needed, ...half })).toThrow(`${missing} is missing`);
  });

  const sample = { SAMPLE_SIGN_IN: "on", NEXTAUTH_SECRET: needed.NEXTAUTH_SECRET };
  const here = { DATABASE_URL: "postgres://console@127.0.0.1:5432/console", NEXTAUTH_URL: "http://localhost:3000" };

  test.each([
    ["an https address", { NEXTAUTH_URL: "https://localhost:3000" }, "NEXTAUTH_URL is one for others"],
    ["another machine's database", { DATABASE_URL: needed.DATABASE_URL }, "DATABASE_URL is not on this machine"],
    ["a database called by a longer name", { DATABASE_URL: "postgres://localhost.example/console" }, "DATABASE_URL"],
    ["a database of no named host", { DATABASE_URL: "postgres:///console" }, "DATABASE_URL"],
  ])("sample sign-ins are refused with %s", (_, elsewhere, problem) => {
    expect(() => readEnvironment({ ...sample, ...here, ...elsewhere })).toThrow(
      `SAMPLE_SIGN_IN must be off: ${problem}`,
    );
    expect(readEnvironment({ ...sample, ...here, ...elsewhere, SAMPLE_SIGN_IN: "off" })).toBeDefined();
  });

  test.each(["localhost", "127.0.0.1", "[::1]"])("sample sign-ins are taken on %s", (host) => {
    const DATABASE_URL = `postgres://console@${host}:5432/console`;
    expect(readEnvironment({ ...sample, ...here, DATABASE_URL })).toMatchObject({ SAMPLE_SIGN_IN: true });
  });

  test("the example names every variable, and beside the three that are needed it works as it stands", () => {
    const example = parseEnv(readFileSync(".env.example", "utf8"));
    const { DATABASE_URL, NEXTAUTH_SECRET, NEXTAUTH_URL, ...optional } = example;
    expect([DATABASE_URL, NEXTAUTH_SECRET, NEXTAUTH_URL]).toEqual(["", "", ""]);
    expect(Object.keys(example)).toEqual(expect.arrayContaining(Object.keys(Environment.shape)));
    expect(readEnvironment({ ...optional, ...needed })).toEqual(readEnvironment(needed));
  });
});
