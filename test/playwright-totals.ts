import { writeFileSync } from "node:fs";
import type { FullConfig, Reporter, Suite, TestCase } from "@playwright/test/reporter";

/** Leaves the run's totals in the file that `TOTALS_FILE` names, for the last line of `npm test`. */
export default class PlaywrightTotals implements Reporter {
  #suite: Suite | undefined;
  #errors = 0;

  onBegin(_config: FullConfig, suite: Suite) {
    this.#suite = suite;
  }

  /** Of no test: a file that cannot be loaded, for one. */
  onError() {
    this.#errors++;
  }

  onEnd() {
    if (!process.env.TOTALS_FILE) return;
    const tests = this.#suite?.allTests() ?? [];
    const skipped = tests.filter((test) => test.outcome() === "skipped");
    const passed = tests.filter((test) => test.outcome() === "expected").length;
    const failed = tests.length - skipped.length - passed + this.#errors;
    const totals = { passed, failed, skipped: skipped.map((test) => ({ name: test.title, reason: reasonOf(test) })) };
    writeFileSync(process.env.TOTALS_FILE, JSON.stringify(totals));
  }
}

function reasonOf({ annotations, results }: TestCase): string {
  if (results.length === 0) return "did not run";
  const said = [...annotations, ...results.flatMap((result) => result.annotations)];
  return said.find(({ type }) => type === "skip" || type === "fixme")?.description ?? "";
}
