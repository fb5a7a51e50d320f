import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** Leaves the run's totals in the file that `TOTALS_FILE` names, for the last line of `npm test`. */
export default class VitestTotals implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]) {
    if (!process.env.TOTALS_FILE) return;
    const totals = { passed: 0, failed: unhandledErrors.length, skipped: [] as { name: string; reason: string }[] };
    for (const module of modules) {
      let failedTests = 0;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") totals.passed++;
        else if (result.state === "skipped") totals.skipped.push({ name: test.fullName, reason: result.note ?? "" });
        else failedTests++;
      }
      // A file that cannot be loaded, or whose hooks fail, has no failed test of its own.
      totals.failed += failedTests === 0 && module.state() === "failed" ? 1 : failedTests;
    }
    writeFileSync(process.env.TOTALS_FILE, JSON.stringify(totals));
  }
}
