import type { SQL } from "drizzle-orm";
import { expect } from "vitest";
import { db } from "@/db/client";
import { number, readRow } from "@/db/rows";
import { inMs, percentile } from "./numbers";
import { printTable } from "./table";

type Operation<Answer> = {
  name: string;
  /** In milliseconds; held against the median. */
  budget?: number;
  run: () => Promise<Answer>;
  /** The same from the memberships alone, as one statement without anything that is stored for it: one row, one number. */
  fromScratch?: SQL;
  /** The number of an answer that the statement must give too. */
  number?: (answer: Answer) => number;
};

type Row = { name: string; times: number[]; scratchTimes: number[]; budget: number | undefined };

const rows: Row[] = [];
/** So long one operation may be measured; in a small world less, where it is a smoke. */
let longest = 3_000;

export function measureFor(milliseconds: number): void {
  longest = milliseconds;
}

/** Runs an operation until the clock is known, and what it says against the same counted from scratch. */
export async function measure<Answer>({ name, budget, run, fromScratch, number }: Operation<Answer>): Promise<void> {
  const times: number[] = [];
  let answer!: Answer;
  const first = await timeOf(async () => (answer = await run()));
  // The first run warms what can be warm, and counts only where nobody wants to wait for another.
  if (first > longest) times.push(first);
  for (let spent = first; spent < longest && times.length < 40; spent += times.at(-1)!) {
    times.push(await timeOf(async () => (answer = await run())));
  }
  const scratchTimes = fromScratch ? await measureScratch(name, fromScratch, number?.(answer)) : [];
  addMeasured({ name, times, scratchTimes, budget });
}

/** For what cannot simply be repeated: its times, taken by the caller. */
export function addMeasured(row: Omit<Row, "scratchTimes"> & { scratchTimes?: number[] }): void {
  rows.push({ scratchTimes: [], ...row });
  // What takes minutes shows that it goes on.
  console.error(`  ${row.name}: ${inMs(percentile(row.times, 0.5))}`);
}

/** Proves what is stored, and says how long that would take if it were not. */
export async function measureScratch(name: string, statement: SQL, wanted: number | undefined): Promise<number[]> {
  const times: number[] = [];
  for (let spent = 0; times.length < 3 && spent < longest; spent += times.at(-1)!) {
    times.push(
      await timeOf(async () => {
        const counted = await readRow(db, { number }, statement);
        if (wanted !== undefined) expect(counted.number, `${name}, counted from scratch`).toBe(wanted);
      }),
    );
  }
  return times;
}

export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function printMeasured(title: string): void {
  const cells = rows.splice(0).map(({ name, times, scratchTimes, budget }) => {
    const median = percentile(times, 0.5);
    const scratch = percentile(scratchTimes, 0.5);
    return [
      name,
      inMs(percentile(times, 0)),
      inMs(median),
      inMs(percentile(times, 0.95)),
      String(times.length),
      scratchTimes.length > 0 ? inMs(scratch) : "",
      scratchTimes.length > 0 ? `${(median / scratch).toPrecision(2)} ×` : "",
      budget === undefined ? "" : inMs(budget),
      budget === undefined ? "" : median <= budget ? "met" : "NOT MET",
    ];
  });
  printTable(title, ["", "best", "median", "p95", "runs", "from scratch", "ratio", "budget", ""], cells);
}
