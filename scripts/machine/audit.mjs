import { capture } from "./children.mjs";
import { noTests, totalsOfCheck } from "./totals.mjs";

const name = "npm audit";

// npm retries a registry that does not answer for minutes; this check then has nothing to say anyway.
const impatient = ["--fetch-retries=0", "--fetch-timeout=20000"];

/** Known vulnerabilities of what the console runs on. Skipped if the registry does not report any. */
export async function auditDependencies() {
  const { output } = await capture("npm", ["audit", "--omit=dev", "--json", ...impatient]);
  const report = reportIn(output);
  if (!report?.auditReportVersion) {
    return {
      ...noTests,
      skipped: [{ name, reason: `no report from the registry: ${report?.message ?? "no answer"}` }],
    };
  }
  const found = Object.values(report.vulnerabilities).map(({ name, severity }) => `${name}: ${severity}`);
  for (const line of found) console.error(line);
  return totalsOfCheck(name, found.length > 0 ? 1 : 0);
}

/** npm writes lines of its own around the object. */
export function reportIn(output) {
  const lines = output.split("\n");
  const [start, end] = [lines.indexOf("{"), lines.lastIndexOf("}")];
  return start < 0 ? undefined : JSON.parse(lines.slice(start, end + 1).join("\n"));
}
