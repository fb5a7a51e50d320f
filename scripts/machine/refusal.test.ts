import fs from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { DomainError } from "@/domain/errors";
import { readEnvironment } from "@/env";

type RefusalModule = {
  Refusal: typeof Error;
  Failure: typeof Error;
  diskFull: string;
  plainWords: (error: unknown) => string | undefined;
};
const { Refusal, Failure, diskFull, plainWords }: RefusalModule = await import(
  path.resolve("scripts/machine/refusal.mjs")
);

const statfs = vi.spyOn(fs, "statfsSync");
const setFreeBytes = (free: number) => statfs.mockReturnValue({ bavail: free, bsize: 1 } as fs.StatsFs);

beforeEach(() => {
  setFreeBytes(2 ** 30);
});

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("This should have been refused.");
}

describe("what a command says when it ends badly", () => {
  test("an error that a person can fix is printed in its own words", () => {
    expect(plainWords(new Refusal("Port 3000 is taken."))).toBe("Port 3000 is taken.");
    expect(plainWords(new DomainError("invalid_input", "acme.csv, line 2: no login."))).toBe(
      "acme.csv, line 2: no login.",
    );
    const badEnvironment = errorOf(() => readEnvironment({ DATABASE_URL: "mysql://db" }));
    expect(plainWords(badEnvironment)).toContain("DATABASE_URL must be a postgres:// URL");
  });

  test("a bug keeps its stack", () => {
    expect(plainWords(new TypeError("undefined is not a function"))).toBeUndefined();
  });

  test("what another program has said already is not said again", () => {
    expect(plainWords(new Failure())).toBe("");
  });

  test.each([
    ["a write", Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" })],
    ["PostgreSQL", new Error("Failed query", { cause: Object.assign(new Error("No space"), { code: "53100" }) })],
  ])("a full disk is called by its name, as %s reports it", (_, error) => {
    expect(plainWords(error)).toBe(diskFull);
  });

  test("a full disk is called by its name where a program failed without knowing why", () => {
    setFreeBytes(2 ** 20);
    expect(plainWords(new Failure("The dependencies could not be installed."))).toBe(diskFull);
    expect(plainWords(new TypeError("undefined is not a function"))).toBe(diskFull);
    expect(plainWords(new Refusal("Port 3000 is taken."))).toBe("Port 3000 is taken.");
  });
});
