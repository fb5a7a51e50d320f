import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Result } from "@/domain/result";
import { signInAs } from "./sign-in";

type Action = (input: unknown) => Promise<Result<unknown>>;

const files = readdirSync("app", { recursive: true, encoding: "utf8" })
  .map((name) => path.join("app", name))
  .filter((name) => path.basename(name) === "actions.ts");

/** What an attacker could call: every action, with input that nothing has looked at. */
const actions = await Promise.all(
  files.map(async (file) => {
    const module: Record<string, Action> = await import(path.resolve(file));
    return Object.entries(module).map(([name, action]) => ({ name, file, action }));
  }),
);

describe.each(actions.flat())("$name of $file", ({ action }) => {
  test("refuses the signed out before it looks at anything", async () => {
    expect(await action(undefined)).toMatchObject({ ok: false, error: { code: "signed_out" } });
  });

  test("refuses support before it looks at anything", async () => {
    await signInAs("support");
    expect(await action(undefined)).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });

  test("refuses text that cannot be stored", async () => {
    await signInAs("admin");
    expect(await action({ accountId: "a\0b", reason: "\ud800" })).toMatchObject({
      ok: false,
      error: { code: "invalid_input" },
    });
  });
});
