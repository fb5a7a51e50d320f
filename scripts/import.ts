import { readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { importRosters, previewRosters } from "@/changes/imports/import-rosters";
import { readFiles } from "@/changes/imports/read-files";
import { recordRefusedImport } from "@/changes/imports/record-refused-import";
import { closeDatabase } from "@/db/client";
import { DomainError } from "@/domain/errors";
import { type Activate, type AppliedRosters, activates, defaultReason } from "@/domain/imports";
import { countOrganizations, type RosterSet } from "@/domain/rosters";
import type { ReadingOptions, RosterFile } from "@/server/rosters/read-rosters";

const usage =
  "Usage: npm run import -- [--activate none|all] [--organization LOGIN] [--organization FILE=LOGIN]… " +
  "[--dry-run] [--allow-shrink] [--json] FILE…";

const actor = { kind: "cli", user: os.userInfo().username } as const;

type Arguments = ReturnType<typeof parseArguments>;
type Call = Awaited<ReturnType<typeof readCall>>;

async function readCall({ values, positionals }: Arguments) {
  const activate = activates.find((choice) => choice === values.activate);
  if (!activate)
    throw new DomainError("invalid_input", `--activate takes none or all, not "${values.activate}".\n${usage}`);
  if (positionals.length === 0) throw new DomainError("invalid_input", `Name at least one roster file.\n${usage}`);

  const files: RosterFile[] = [];
  for (const name of positionals) {
    report(`Reading ${files.length + 1} of ${positionals.length} files: ${name}`);
    files.push({ path: withFolder(name), content: await readContent(name) });
  }
  return {
    files,
    named: organizationsFrom(values.organization, positionals),
    isDryRun: values["dry-run"],
    options: { activate: activate satisfies Activate, allowShrink: values["allow-shrink"] },
    reason: defaultReason(files.map((file) => file.path)),
  };
}

function parseArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        activate: { type: "string", default: "none" },
        organization: { type: "string", multiple: true, default: [] },
        "dry-run": { type: "boolean", default: false },
        "allow-shrink": { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    // Node goes on to tell how to pass a file whose name begins with a dash; its first sentence says what is wrong.
    const [sentence = ""] = (error as Error).message.split(/\.\s/, 1);
    throw new DomainError("invalid_input", `${sentence.replaceAll("'", "").replace(/\.$/, "")}.\n${usage}`);
  }
}

/** `LOGIN` names every file that names none, and `FILE=LOGIN` one file. */
function organizationsFrom(values: string[], files: string[]): Pick<ReadingOptions, "organization" | "organizations"> {
  const ofFiles = values.filter((value) => value.includes("="));
  const [organization, ...others] = values.filter((value) => !value.includes("="));
  if (others.length > 0) {
    throw new DomainError(
      "invalid_input",
      `Name one organization for all files, or one per file: FILE=LOGIN.\n${usage}`,
    );
  }
  const organizations = ofFiles.map((value): [string, string] => {
    const at = value.lastIndexOf("=");
    const name = value.slice(0, at);
    if (!files.includes(name)) {
      throw new DomainError("invalid_input", `--organization names ${name}, which is not among the files.\n${usage}`);
    }
    return [withFolder(name), value.slice(at + 1)];
  });
  return { organization, organizations: Object.fromEntries(organizations) };
}

/** The folder of an `org.yaml` names its organization, also when the command is called from within that folder. */
function withFolder(name: string): string {
  const absolute = path.resolve(name);
  return path.dirname(name) === "." ? path.join(path.basename(path.dirname(absolute)), path.basename(name)) : name;
}

async function readContent(name: string): Promise<Uint8Array> {
  try {
    return await readFile(name);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === "ENOENT" ? "There is no such file." : code === "EISDIR" ? "This is a folder." : `${error}`;
    throw new DomainError("invalid_input", `${name}: ${why}`);
  }
}

function run({ isDryRun, options, files, reason }: Call, rosters: RosterSet): Promise<AppliedRosters> {
  return isDryRun ? previewRosters(rosters, options) : importRosters(actor, { rosters, files, reason, ...options });
}

/** A line that the next one overwrites; nothing where nobody is looking. */
function report(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

function asJson({ outcome, logins }: AppliedRosters, isDryRun: boolean) {
  const { organizations, plans = [], accounts, waiting, skippedRows, notActivated } = outcome;
  return {
    isDryRun,
    organizations: organizations.map(({ login, isNew, membersBefore, membersAfter, added, removed, ...counts }) => ({
      organization: login,
      isNew,
      before: membersBefore,
      after: membersAfter,
      added,
      removed,
      activated: counts.activated,
      deactivated: counts.deactivated,
    })),
    plans: plans.map(({ login, isNew, before, after }) => ({ organization: login, isNew, before, after })),
    accounts: accounts.map(({ id: _, name, refusal, ...counts }) => ({
      account: name,
      ...counts,
      refusal: refusal?.message ?? null,
    })),
    skippedRows: skippedRows.map(({ source: file, ...skipped }) => ({ file, ...skipped })),
    ...(waiting && { waiting }),
    ...(notActivated && { notActivated }),
    ...logins,
  };
}

function asText({ outcome, logins }: AppliedRosters, isDryRun: boolean): string {
  const { organizations, plans = [], accounts, waiting = [], skippedRows, notActivated = 0 } = outcome;
  const number = (value: number) => value.toLocaleString("en-US");
  const lines = organizations.map(
    ({ login, isNew, membersBefore, membersAfter, added, removed, activated, deactivated, waitingEnded = 0 }) =>
      `${login}${isNew ? " (new)" : ""}: ${number(membersBefore)} → ${number(membersAfter)} members, ` +
      `${number(added)} added, ${number(removed)} removed, ${number(activated)} activated, ${number(deactivated)} deactivated` +
      (waitingEnded > 0 ? `, ${number(waitingEnded)} wait no longer` : ""),
  );
  for (const { login, isNew, before, after } of plans) {
    const step = (fact: keyof typeof after) =>
      before[fact] === after[fact]
        ? `${after[fact] ?? "none"}`
        : `${before[fact] ?? "none"} → ${after[fact] ?? "none"}`;
    lines.push(
      `${login}${isNew ? " (new)" : ""}: old plan seats ${step("planSeats")}, ` +
        `Stripe customer ${step("stripeCustomer")}, subscription ${step("stripeSubscription")}`,
    );
  }
  for (const account of accounts) {
    const step = (what: "used" | "students" | "bots") =>
      `${number(account[`${what}Before`])} → ${number(account[`${what}After`])}`;
    const over = account.over > 0 ? `, over by ${number(account.over)}` : "";
    lines.push(
      `Account ${account.name}: used seats ${step("used")} of ${number(account.total)}${over}, ` +
        `students ${step("students")}, bots ${step("bots")}`,
    );
    if (account.autoActivated !== undefined) {
      const leftOut = account.leftOut ?? 0;
      const why = leftOut > 0 ? `, left out ${number(leftOut)}: no seat is free` : "";
      lines.push(`  auto-activated ${number(account.autoActivated)}${why}`);
    }
    if (account.refusal) lines.push(`  would be refused: ${account.refusal.message}`);
  }
  for (const warning of outcome.warnings ?? []) lines.push(`Check this: ${warning}`);
  for (const { login, activated } of waiting) {
    lines.push(`${login}: ${number(activated)} who waited are activated.`);
  }
  for (const { login, mark, value } of logins.keptMarks) {
    lines.push(`${login}: staff set ${mark} to ${value}; the roster does not change that.`);
  }
  for (const { source, count, reason } of skippedRows)
    lines.push(`${source}: ${number(count)} rows skipped, ${reason}.`);
  if (notActivated > 0) {
    const members = notActivated === 1 ? "1 member is" : `${number(notActivated)} members are`;
    lines.push(
      `${members} not activated. Import again with --activate all, or activate them on the account's People page.`,
    );
  }
  lines.push(isDryRun ? "Nothing was changed: this was a dry run." : "Imported.");
  return lines.join("\n");
}

async function main(): Promise<void> {
  const given = parseArguments();
  if (given.values.help) {
    console.log(usage);
    return;
  }
  const call = await readCall(given);
  try {
    const rosters = await readFiles(actor, call.files, call.named);
    const { owners, memberships } = rosters;
    report(
      `Importing ${memberships.length} memberships of ${owners.length} logins in ${countOrganizations(rosters)} organizations`,
    );
    const applied = await run(call, rosters);
    report("");
    console.log(isJson ? JSON.stringify(asJson(applied, call.isDryRun)) : asText(applied, call.isDryRun));
  } catch (error) {
    if (!(error instanceof DomainError) || call.isDryRun) throw error;
    const { files, options } = call;
    await recordRefusedImport(actor, { files, failure: error.message, ...options }).catch(() => {
      // Why it failed is what counts, also where that cannot be stored.
      throw error;
    });
    throw error;
  }
}

const isJson = process.argv.includes("--json");
try {
  await main();
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  report("");
  if (isJson) console.log(JSON.stringify({ error: error.message }));
  else console.error(error.message);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
