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

/** What React may make of a few bytes. */
const hostile = {
  "text that cannot be stored": () => ({ accountId: "a\0b", reason: "\ud800" }),
  "a graph of 16 million paths": () => {
    let inner: unknown = {};
    for (let level = 0; level < 24; level++) inner = { one: inner, other: inner };
    return inner;
  },
  "a deep value": () => Array.from({ length: 10_000 }).reduce((inner) => [inner], 1),
  "many values": () => ({ expected: Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [index, ""])) }),
  "a long text": () => ({ reason: "x".repeat(2_000_000) }),
  "form data": () => new FormData(),
  "a map": () => ({ expected: new Map([["used", 1]]) }),
};

describe.each(actions.flat())("$name of $file", ({ action }) => {
  test("refuses the signed out before it looks at anything", async () => {
    expect(await action(undefined)).toMatchObject({ ok: false, error: { code: "signed_out" } });
  });

  test("refuses support before it looks at anything", async () => {
    await signInAs("support");
    expect(await action(undefined)).toMatchObject({ ok: false, error: { code: "forbidden" } });
  });

  test.each(Object.entries(hostile))("refuses %s before its schema reads it, in few words", async (_, input) => {
    await signInAs("admin");
    const answer = await action(input());
    expect(answer).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    expect(JSON.stringify(answer).length).toBeLessThan(300);
  });

  test("names few of many bad fields", async () => {
    await signInAs("admin");
    const fields = Object.fromEntries(Array.from({ length: 9_000 }, (_, index) => [`bad${index}`, true]));
    const answer = await action({ expected: fields });
    expect(answer).toMatchObject({ ok: false, error: { code: "invalid_input" } });
    expect(JSON.stringify(answer).length).toBeLessThan(20_000);
  });
});
