import path from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { env } from "@/env";

type DatabaseModule = { openDatabase: () => Promise<{ url: string; isEmbedded: boolean }> };
const { openDatabase }: DatabaseModule = await import(path.resolve("scripts/machine/database.mjs"));

/** Opens the database of this file, with its address changed. */
function open(change: Partial<Pick<URL, "username" | "password" | "port" | "pathname">> = {}) {
  vi.stubEnv("DATABASE_URL", Object.assign(new URL(env.DATABASE_URL), change).href);
  return openDatabase();
}

const { host } = new URL(env.DATABASE_URL);

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the database that DATABASE_URL names", () => {
  test("is used as it is", async () => {
    expect(await open()).toMatchObject({ url: env.DATABASE_URL, isEmbedded: false });
  });

  test("is refused by the name of the user whose password is wrong", async () => {
    const words = `DATABASE_URL: the server ${host} refuses the password of "console". Correct the user or the password.`;
    await expect(open({ username: "console", password: "wrong" })).rejects.toThrow(words);
  });

  test("is refused by the name of a database that is not there", async () => {
    const words = `the server ${host} has no database "nothing". Create it, or name another.`;
    await expect(open({ pathname: "/nothing" })).rejects.toThrow(words);
  });

  test("is refused by the address at which nothing answers", async () => {
    await expect(open({ port: "1" })).rejects.toThrow(/:1 cannot be reached \(ECONNREFUSED\)\. Is it running\?/);
  });

  test.each(["mysql://db.example/console", "db.example/console", "postgres://db.example:port/console"])(
    "is refused where it is no address of a PostgreSQL: %s",
    async (url) => {
      vi.stubEnv("DATABASE_URL", url);
      await expect(openDatabase()).rejects.toThrow("DATABASE_URL must be a postgres:// URL, such as ");
    },
  );

  test("is refused by its version when it is older than 15", async () => {
    // The server is a newer one: this database answers as an older one would.
    const name = new URL(env.DATABASE_URL).pathname.slice(1);
    await db.execute(`create function public.current_setting(asked text) returns text language sql as
      $$ select case asked when 'server_version_num' then '140011' else '14.11' end $$`);
    await db.execute(`alter database ${name} set search_path = public, pg_catalog`);
    await expect(open()).rejects.toThrow(
      "DATABASE_URL is a PostgreSQL 14.11. The console needs PostgreSQL 15 or newer.",
    );
  });
});
