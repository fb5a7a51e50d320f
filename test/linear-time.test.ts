import { expect, test } from "vitest";
import { contains } from "@/db/patterns";
import { asciiLower, isVisibleAscii } from "@/domain/ascii";
import { hideEmails } from "@/domain/hide-emails";
import { AuditLogListing } from "@/domain/input/audit-log";
import { Reason, UnitPrice } from "@/domain/input/fields";
import { readLastSeen } from "@/domain/input/last-seen";
import { AccountListing, AccountPeopleListing } from "@/domain/input/listings";
import { OverlapListing } from "@/domain/input/overlap";
import { AddPlan } from "@/domain/input/plans";
import { SearchedText } from "@/domain/input/search";
import { periodFrom } from "@/domain/input/seat-history";
import { AddStaff } from "@/domain/input/staff";
import { AddWebhook } from "@/domain/input/webhooks";
import { hasInvisible, showInvisible, trimInvisible } from "@/domain/invisible";
import { isPossibleLogin, isPossibleOrganization, loginFrom } from "@/domain/logins";
import { leaveOut, loginsFrom } from "@/domain/organizations";
import { refuseOtherList } from "@/domain/other-lists";
import { quoted } from "@/domain/problems";
import { columnKey, rosterHeader } from "@/domain/roster-columns";
import { guessedOrganization, namesOrganizations, organizationFromPath, organizationOfExport } from "@/domain/rosters";
import { isFoundInside } from "@/domain/search";
import { searchTextFrom } from "@/domain/searched-text";
import { readSeatCount } from "@/domain/seats";
import { hasUnstorableText } from "@/domain/storable-text";
import { readYesOrNo } from "@/domain/yes-or-no";
import { defuse, restore } from "@/server/csv";
import { withoutPeople } from "@/server/log";
import { ownPath } from "@/server/own-path";
import { JsonProblem, parseJson } from "@/server/rosters/json-text";

/** Whatever reads text from outside. */
const readers: [what: string, read: (text: string) => unknown][] = [
  ["a search", searchTextFrom],
  ["the kind of a search", isFoundInside],
  ["the search of an address", (text) => SearchedText.parse(text)],
  ["a list's address", (text) => AccountListing.parse({ q: text, plan: text, sort: text, page: text })],
  ["a list of people", (text) => AccountPeopleListing.parse({ q: text, organization: text, status: text })],
  ["the audit log's address", (text) => AuditLogListing.parse({ q: text, change: text })],
  ["the overlap's address", (text) => OverlapListing.parse({ exact: text, pair: text, degree: text })],
  ["a period", (text) => periodFrom({ from: text, to: text }, "2026-11-23")],
  ["a pattern of SQL", contains],
  ["a reason", (text) => Reason.safeParse(text)],
  ["a price", (text) => UnitPrice.safeParse(text)],
  ["a number of seats", readSeatCount],
  ["a new plan", (text) => AddPlan.safeParse({ name: text, title: text })],
  ["a staff e-mail", (text) => AddStaff.safeParse({ email: text })],
  ["a webhook", (text) => AddWebhook.safeParse({ url: text, account: text })],
  ["a login", isPossibleLogin],
  ["an organization's name", isPossibleOrganization],
  ["a login as people write it", loginFrom],
  ["spaces around a value", trimInvisible],
  ["invisible characters", hasInvisible],
  ["invisible characters to show", showInvisible],
  ["lower case", asciiLower],
  ["ASCII", isVisibleAscii],
  ["pasted logins", loginsFrom],
  ["an organization's address", (text) => loginsFrom(`gitlab.com/${text}`)],
  ["a paste without some of its names", (text) => leaveOut(text, ["acme"])],
  ["text to store", hasUnstorableText],
  ["a quoted value", quoted],
  ["the head of a roster", rosterHeader],
  ["the organizations of a roster", namesOrganizations],
  ["the path of a roster", organizationFromPath],
  ["the name of a roster's file", guessedOrganization],
  ["the name of GitHub's export", organizationOfExport],
  ["a list that is not a roster", (text) => refuseOtherList([text])],
  ["a column", columnKey],
  ["a spreadsheet's TRUE", readYesOrNo],
  ["JSON", readAsJson],
  ["a time", (text) => readLastSeen(text, new Date())],
  ["a cell of a download", defuse],
  ["a cell of a download that comes back", restore],
  ["a place to come back to", ownPath],
  ["e-mails", hideEmails],
  ["the log", withoutPeople],
  ["an error in the log", (text) => withoutPeople(new Error(text))],
];

function readAsJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonProblem) return error.line;
    throw error;
  }
}

/** What has made expressions like these slow: one repetition without the end they look for. */
const shapes = [
  "a",
  "A",
  "a@",
  "@",
  ".",
  "a.",
  "a-",
  "Aa",
  "é1",
  "-",
  "1",
  "1,",
  " ",
  "\t",
  "\n",
  "\r\n",
  "ci",
  "'",
  '"',
  "{",
  "[",
  "/",
  "\u200b",
];
const endings = ["", "!", "\u212a"];

const short = 2_000;
const times = 16;

/** Milliseconds of this process alone, whatever else the machine does. */
function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Sixteen times the text takes a linear reader sixteen times as long, and a quadratic one 256 times. */
const mostTimesAsLong = 5 * times;
/** Below it a clock says more of the machine than of a reader: a quadratic one takes a second for the longer text. */
const leastMilliseconds = 0.5;
const mostRuns = 10;

test.each(readers)("%s takes time in proportion to its length", (_, read) => {
  for (const shape of shapes) {
    for (const ending of endings) {
      let longer = 0;
      // Another text each time, since V8 remembers what it made of short ones.
      const run = (length: number) => {
        const text = shape.repeat(length / shape.length + longer++) + ending;
        return timeOf(() => read(text));
      };
      const shortest = (length: number, runs: number) => Math.min(...Array.from({ length: runs }, () => run(length)));
      const limit = Math.max(shortest(short, 5), leastMilliseconds) * mostTimesAsLong;
      let after = run(short * times);
      for (let runs = 1; after > limit && runs < mostRuns; runs++) after = run(short * times);
      expect(after, `${JSON.stringify(shape)} to ${JSON.stringify(ending)}`).toBeLessThan(limit);
    }
  }
});
