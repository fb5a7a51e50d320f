import { trimInvisible } from "@/domain/invisible";
import { quoted } from "@/domain/problems";
import { columnKey, columnOf, isListOfPlans } from "@/domain/roster-columns";
import { shorten } from "@/domain/shorten";
import { readLicenceRow } from "./licence-rows";
import { readOwnRow } from "./own-rows";
import { readPeopleRow } from "./people-rows";
import { planHeader, readPlanRow } from "./plan-rows";
import type { Reading } from "./reading";
import { ownHeader, type Row } from "./rows";

const mostColumnsNamed = 10;

/** The reader for rows under these headers. Undefined, and a problem, for headers that no reader understands. */
export function rowReader(headers: string[], reading: Reading): ((row: Row) => void) | undefined {
  const columns = headers.map(columnOf);
  const isOwn = columns.includes("organization");
  const repeated = repeatedIn(headers, isOwn);
  if (repeated !== undefined) {
    reading.problem(`The column ${quoted(repeated)} is there twice. Keep one.`, 1);
    return undefined;
  }
  if (headers.map(columnKey).includes("filter")) {
    reading.problem('The column "filter" marks a part of a roster. Download the list without a filter.', 1);
    return undefined;
  }
  if (columns.includes("memberRoles")) {
    reading.refuseGivenOrganization();
    return (row) => readLicenceRow(row, reading);
  }
  if (isOwn) {
    reading.refuseGivenOrganization();
    const [known, readRow] = isListOfPlans(headers) ? [planHeader, readPlanRow] : [ownHeader, readOwnRow];
    return requireKnown(headers, known, reading) ? (row) => readRow(row, reading) : undefined;
  }
  const organization = reading.unnamedOrganization();
  if (organization !== undefined) return (row) => readPeopleRow(row, organization, reading);
}

/** GitHub's own lists may have a column under two names, such as two kinds of ids. */
function repeatedIn(headers: string[], isOwn: boolean): string | undefined {
  const seen = new Set<string>();
  return headers.find((header) => {
    const column = columnOf(header);
    if (!column) return false;
    const key = isOwn ? column : columnKey(header);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

/** An `id` is not known here: it does not say whose it is. */
function requireKnown(headers: string[], known: readonly string[], reading: Reading): boolean {
  const knownColumns = known.map(columnOf);
  const unknown = headers.filter((header) => {
    const column = columnOf(header);
    const isKnown = column !== undefined && knownColumns.includes(column) && columnKey(header) !== "id";
    return !isKnown && trimInvisible(header) !== "";
  });
  if (unknown.length === 0) return true;
  reading.problem(`Unknown columns: ${named(unknown)}. The columns can be: ${known.join(", ")}.`, 1);
  return false;
}

function named(columns: string[]): string {
  const hidden = columns.length - mostColumnsNamed;
  const shown = shorten(columns.slice(0, mostColumnsNamed).map(trimInvisible).join(", "), 80);
  return hidden > 0 ? `${shown} … and ${hidden} more` : shown;
}
