import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { readEnvironment, variableNames } from "@/env";

const needed = {
  DATABASE_URL: "postgres://console@db.example/console",
  NEXTAUTH_SECRET: "x".repeat(32),
  NEXTAUTH_URL: "https://console.example",
};

describe("environment", () => {
  test("three variables are enough, and sample sign-ins are then off", () => {
    expect(readEnvironment(needed)).toMatchObject({ ...needed, SAMPLE_SIGN_IN: false, LOG_LEVEL: "info" });
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

  test("the example names every variable, and beside the three that are needed it works as it stands", () => {
    const example = parseEnv(readFileSync(".env.example", "utf8"));
    const { DATABASE_URL, NEXTAUTH_SECRET, NEXTAUTH_URL, ...optional } = example;
    expect([DATABASE_URL, NEXTAUTH_SECRET, NEXTAUTH_URL]).toEqual(["", "", ""]);
    expect(Object.keys(example)).toEqual(expect.arrayContaining(variableNames));
    expect(readEnvironment({ ...optional, ...needed })).toEqual(readEnvironment(needed));
  });
});
