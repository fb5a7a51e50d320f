import { writeFileSync } from "node:fs";
import path from "node:path";
import type { FullConfig, Reporter, Suite, TestCase, TestError } from "@playwright/test/reporter";
import type { Totals } from "./totals";

/** Leaves the run's totals in the file that `TOTALS_FILE` names, for the last lines of `npm test`. */
export default class PlaywrightTotals implements Reporter {
  #suite: Suite | undefined;
  #errors: string[] = [];

  onBegin(_config: FullConfig, suite: Suite) {
    this.#suite = suite;
  }

  /** Of no test: a file that cannot be loaded, for one. */
  onError({ message }: TestError) {
    this.#errors.push(`unhandled: ${message}`);
  }

  onEnd() {
    if (!process.env.TOTALS_FILE) return;
    const totals: Totals = { passed: 0, failures: this.#errors, skipped: [], files: [] };
    const seconds = new Map<string, number>();
    for (const test of this.#suite?.allTests() ?? []) {
      const file = path.relative(process.cwd(), test.location.file);
      const outcome = test.outcome();
      if (outcome === "expected") totals.passed++;
      else if (outcome === "skipped") totals.skipped.push({ name: test.title, reason: reasonOf(test) });
      else totals.failures.push(`${file}: ${test.title}`);
      const took = test.results.reduce((sum, { duration }) => sum + duration, 0) / 1000;
      seconds.set(file, (seconds.get(file) ?? 0) + took);
    }
    totals.files = [...seconds].map(([file, seconds]) => ({ file, seconds }));
    writeFileSync(process.env.TOTALS_FILE, JSON.stringify(totals));
  }
}

function reasonOf({ annotations, results }: TestCase): string {
  if (results.length === 0) return "did not run";
  const said = [...annotations, ...results.flatMap((result) => result.annotations)];
  return said.find(({ type }) => type === "skip" || type === "fixme")?.description ?? "";
}
