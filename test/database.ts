import { randomUUID } from "node:crypto";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrate } from "../db/migrate";

const testServer = process.env.TEST_DATABASE_SERVER;

declare module "vitest" {
  interface ProvidedContext {
    template: string;
  }
}

/** Migrates one template database for the run. `test/setup.ts` copies it for each test file. */
export default async function setup(project: TestProject) {
  const template = await createDatabase();
  await migrate(template);
  project.provide("template", template);
  return () => dropDatabase(template);
}

/** A new database on the tests' server, empty or a copy of another. Gives its URL. */
export async function createDatabase({ template }: { template?: string } = {}): Promise<string> {
  if (!testServer) throw new Error("Run the tests with `npm run verify`: it starts their PostgreSQL.");
  const url = new URL(testServer);
  url.pathname = `/test_${randomUUID().replaceAll("-", "")}`;
  await onServer(
    (sql) => sql`create database ${sql(nameOf(url.href))} template ${sql(template ? nameOf(template) : "template0")}`,
  );
  return url.href;
}

export async function dropDatabase(url: string) {
  await onServer((sql) => sql`drop database ${sql(nameOf(url))} with (force)`);
}

function nameOf(url: string) {
  return new URL(url).pathname.slice(1);
}

async function onServer(work: (sql: postgres.Sql) => PromiseLike<unknown>) {
  const sql = postgres(testServer!, { max: 1 });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
