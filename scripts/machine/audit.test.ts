import path from "node:path";
import { expect, test } from "vitest";

const { reportIn }: { reportIn: (output: string) => unknown } = await import(path.resolve("scripts/machine/audit.mjs"));

test("npm's report is found among the lines that npm adds", () => {
  const report = { auditReportVersion: 2, vulnerabilities: { next: { name: "next", severity: "high" } } };
  const output = `npm warn something\n${JSON.stringify(report, null, 2)}\nnpm error A complete log is elsewhere.\n`;
  expect(reportIn(output)).toEqual(report);
  expect(reportIn("npm error no answer\n")).toBeUndefined();
  expect(reportIn("")).toBeUndefined();
});
