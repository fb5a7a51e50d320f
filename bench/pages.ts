import { readdirSync, readFileSync } from "node:fs";
import http from "node:http";
import { gzipSync } from "node:zlib";
import { encode } from "next-auth/jwt";
import postgres from "postgres";
import { closeDatabase, db } from "@/db/client";
import { staff, staffSessions } from "@/db/schema/staff";
import { env } from "@/env";
import { findLandmarks, type Landmarks } from "./landmarks";
import { inMs, percentile } from "./numbers";
import { printTable } from "./table";

/** `pages.ts PID` measures the pages that a server of this process group serves at NEXTAUTH_URL. */
const serverGroup = Number(process.argv[2]);
const pageBudget = 150;
const databaseBudget = 50;
const scriptBudget = 170;
const requestsForMemory = 10_000;

function addressesOf({ large, ordinary, prospect, roster, person }: Landmarks): Record<string, string> {
  return {
    accounts: "/accounts",
    "accounts, last by seats": "/accounts?sort=used&direction=asc&page=380",
    "accounts, searched": "/accounts?q=rob",
    "overview, large": `/accounts/${large}`,
    "overview, ordinary": `/accounts/${ordinary}`,
    "organizations, large": `/accounts/${large}/organizations`,
    "attach preview, large": `/accounts/${large}/organizations?organizations=${prospect.login}`,
    "overlap, large": `/accounts/${large}/overlap`,
    "overlap, ordinary": `/accounts/${ordinary}/overlap`,
    "people, large": `/accounts/${large}/people`,
    "people, large, deep": `/accounts/${large}/people?page=1800`,
    "people, large, one organization": `/accounts/${large}/people?organization=${roster.id}`,
    "inactive people, large": `/accounts/${large}/people/inactive`,
    "seats, large": `/accounts/${large}/seats`,
    "seat history, large": `/accounts/${large}/seats/history`,
    "audit log, large": `/accounts/${large}/audit-log`,
    "people of all": "/people",
    "people of all, deep": "/people?page=18000",
    "people of all, searched": "/people?q=lindq",
    "one person": `/people/${person}`,
    "same person": "/people/suggestions",
    organizations: "/organizations",
    "belong together": "/organizations/suggestions",
    "search, lind": "/search?q=lind",
    imports: "/imports",
    "audit log": "/audit-log",
    alerts: "/alerts",
    plans: "/plans",
    staff: "/staff",
  };
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const cookie = `next-auth.session-token=${await openSession()}`;

async function openSession(): Promise<string> {
  const [member] = await db.insert(staff).values({ email: "bench@staff.example", role: "admin" }).returning();
  const [session] = await db.insert(staffSessions).values({ staffId: member!.id }).returning();
  return encode({ token: { sessionId: session!.id }, secret: env.NEXTAUTH_SECRET });
}

type Answer = { firstByte: number; whole: number; text: string };

function get(path: string): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.get(new URL(path, env.NEXTAUTH_URL), { agent, headers: { cookie } }, (response) => {
      const firstByte = performance.now() - began;
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode !== 200) reject(new Error(`${path} answers ${response.statusCode}.`));
        else resolve({ firstByte, whole: performance.now() - began, text });
      });
    });
    request.once("error", reject);
  });
}

async function getMany(paths: string[], clients: number): Promise<Answer[]> {
  const left = [...paths];
  const answers: Answer[] = [];
  async function client() {
    for (let path = left.pop(); path !== undefined; path = left.pop()) answers.push(await get(path));
  }
  await Promise.all(Array.from({ length: clients }, client));
  return answers;
}

const scriptSizes = new Map<string, number>();

/** What a browser loads before the page answers to a click, compressed as a proxy would; not what old ones alone load. */
async function scriptBytesOf(html: string): Promise<number> {
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  const sources = new Set(tags.map(([, source]) => source!));
  let sum = 0;
  for (const source of sources) {
    if (!scriptSizes.has(source)) {
      const { text } = await get(source.replaceAll("&amp;", "&"));
      scriptSizes.set(source, gzipSync(text).length);
    }
    sum += scriptSizes.get(source)!;
  }
  return sum;
}

const statements = postgres(env.DATABASE_URL, { max: 1, onnotice: () => {} });
await statements`create extension if not exists pg_stat_statements`;

/** Planning and execution of everything since the last call, but for this. */
async function databaseMilliseconds(): Promise<number> {
  const [row] = await statements`
    select coalesce(sum(total_exec_time + total_plan_time), 0)::float8 as spent from pg_stat_statements
    where dbid = (select oid from pg_database where datname = current_database()) and query not like '%pg_stat_statements%'`;
  await statements`select pg_stat_statements_reset()`;
  return row!.spent;
}

function residentMegabytes(): number {
  const pages = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
          .replace(/^.*\) /, "")
          .split(" ");
        return Number(stat[2]) === serverGroup ? Number(stat[21]) : 0;
      } catch {
        return 0;
      }
    });
  return (pages.reduce((sum, count) => sum + count, 0) * 4096) / 2 ** 20;
}

const addresses = addressesOf(await findLandmarks());
const rows: string[][] = [];
for (const [name, path] of Object.entries(addresses)) {
  const { text } = await get(path);
  await get(path);
  const scripts = (await scriptBytesOf(text)) / 1000;
  await databaseMilliseconds();
  const alone = await getMany(Array(20).fill(path), 1);
  const inDatabase = (await databaseMilliseconds()) / alone.length;
  const together = await getMany(Array(64).fill(path), 16);
  const of = (answers: Answer[], time: "firstByte" | "whole", part: number) =>
    percentile(
      answers.map((answer) => answer[time]),
      part,
    );
  const isMet =
    of(alone, "whole", 0.95) <= pageBudget && inDatabase <= databaseBudget && scripts <= scriptBudget
      ? "met"
      : "NOT MET";
  rows.push([
    name,
    inMs(of(alone, "firstByte", 0.5)),
    inMs(of(alone, "firstByte", 0.95)),
    inMs(of(alone, "whole", 0.5)),
    inMs(of(alone, "whole", 0.95)),
    inMs(inDatabase),
    inMs(of(together, "firstByte", 0.5)),
    inMs(of(together, "whole", 0.5)),
    inMs(of(together, "whole", 0.95)),
    `${scripts.toFixed(0)} kB`,
    isMet,
  ]);
  console.error(`  ${name}: ${rows.at(-1)![3]}`);
}
printTable(
  `Pages (budget: whole page ${pageBudget} ms at p95 with one client, ${databaseBudget} ms of it in the database, ${scriptBudget} kB of script)`,
  ["", "first byte", "p95", "whole", "p95", "database", "16: first byte", "16: whole", "16: p95", "script", ""],
  rows,
);

const light = ["accounts", "overview, ordinary", "overlap, ordinary", "one person", "imports", "plans"].map(
  (name) => addresses[name]!,
);
const memory: string[][] = [];
const part = requestsForMemory / 10;
for (let done = 0; done < requestsForMemory; ) {
  await getMany(
    Array.from({ length: part }, (_, at) => light[at % light.length]!),
    16,
  );
  done += part;
  memory.push([done.toLocaleString("en-US"), `${residentMegabytes().toFixed(0)} MB`]);
}
printTable("Memory of the server", ["requests", "resident"], memory);
await statements.end();
await closeDatabase();
agent.destroy();
