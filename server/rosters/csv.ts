import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import { quoted } from "@/domain/problems";
import { columnKey, isListOfPlans } from "@/domain/roster-columns";
import { shorten } from "@/domain/shorten";
import { restore } from "../csv";
import { planHeader, readPlanRow } from "./plan-rows";
import type { Reading } from "./reading";
import { ownHeader, type Row, readLicenceRow, readOwnRow, readPeopleRow } from "./rows";

const newLine = 0x0a;
const carriageReturn = 0x0d;
const longestLine = 1_000_000;
const sliceSize = 64 * 1024;
const mostColumnsNamed = 10;
const ownKeys: string[] = [...ownHeader, ...planHeader].map(columnKey);

/** The console's own CSV, an organization's people, an enterprise's consumed licences or old plans: the columns tell which. */
export async function readCsv(content: Uint8Array, reading: Reading): Promise<void> {
  let keys: string[] | undefined;
  let readRow: ((row: Row) => void) | undefined;

  const tooLong = lineLongerThan(longestLine, content);
  if (tooLong !== undefined) {
    reading.problem(`The line has more than ${longestLine.toLocaleString("en-US")} characters. Mend it.`, tooLong);
    return;
  }
  await readRecords(content, reading, (record, line) => {
    if (keys === undefined) {
      keys = record.map(columnKey);
      readRow = rowReader(record, keys, reading);
    } else if (readRow && record.length !== keys.length) {
      reading.problem(`The row has ${record.length} cells, the header ${keys.length}. Mend the row.`, line);
    } else {
      readRow?.({ line, cell: cellReader(record, keys) });
    }
  });
}

function rowReader(header: string[], keys: string[], reading: Reading): ((row: Row) => void) | undefined {
  const repeated = header.find((_, index) => ownKeys.includes(keys[index]!) && keys.indexOf(keys[index]!) !== index);
  if (repeated !== undefined) {
    reading.problem(`The column ${quoted(repeated)} is there twice. Keep one.`, 1);
    return undefined;
  }
  if (keys.includes("filter")) {
    reading.problem('The column "filter" marks a part of a roster. Download the list without a filter.', 1);
    return undefined;
  }
  if (keys.includes("memberroles")) {
    reading.refuseGivenOrganization();
    return (row) => readLicenceRow(row, reading);
  }
  if (keys.includes("organization")) {
    reading.refuseGivenOrganization();
    const [known, readRow] = isListOfPlans(keys) ? [planHeader, readPlanRow] : [ownHeader, readOwnRow];
    const knownKeys: string[] = known.map(columnKey);
    const unknown = header.filter((_, index) => !knownKeys.includes(keys[index]!));
    if (unknown.length === 0) return (row) => readRow(row, reading);
    reading.problem(`Unknown columns: ${named(unknown)}. The columns can be: ${known.join(", ")}.`, 1);
    return undefined;
  }
  const organization = reading.unnamedOrganization();
  if (organization !== undefined) return (row) => readPeopleRow(row, organization, reading);
}

function named(columns: string[]): string {
  const hidden = columns.length - mostColumnsNamed;
  const shown = shorten(columns.slice(0, mostColumnsNamed).join(", "), 200);
  return hidden > 0 ? `${shown} … and ${hidden} more` : shown;
}

function cellReader(record: string[], keys: string[]): Row["cell"] {
  const isOwn = keys.includes("organization");
  return (...columns) => {
    for (const column of columns) {
      const index = keys.indexOf(column);
      if (index !== -1) return isOwn ? restore(record[index]!) : record[index]!;
    }
    return "";
  };
}

/** Gives each record with the line it begins in. The parser's own line counts a CRLF inside quotes as two. */
async function readRecords(
  content: Uint8Array,
  reading: Reading,
  readRecord: (record: string[], line: number) => void,
): Promise<void> {
  let position = 0;
  let line = 1;
  const parser = parse({
    bom: true,
    relax_column_count: true,
    max_record_size: longestLine,
    record_delimiter: ["\r\n", "\n", "\r"],
    // Nothing is returned, so that the parser keeps no record.
    on_record(record: string[], { bytes }) {
      if (record.length > 1 || record[0]?.trim() !== "") readRecord(record, line);
      for (; position < bytes; position++) if (isLineEnd(content, position)) line++;
      return null;
    },
  });
  try {
    await pipeline(slices(content), parser.resume());
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code = error.code.replace(/^CSV_/, "").replaceAll("_", " ").toLowerCase();
    reading.problem(`The CSV cannot be read from here on: ${code}. Mend the row.`, line);
  }
}

/** Lets other requests have their turn between the slices. */
async function* slices(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += sliceSize) {
    await setImmediate();
    yield content.subarray(start, start + sliceSize);
  }
}

function isLineEnd(content: Uint8Array, position: number): boolean {
  const byte = content[position];
  return byte === newLine || (byte === carriageReturn && content[position + 1] !== newLine);
}

function lineLongerThan(mostBytes: number, content: Uint8Array): number | undefined {
  let line = 1;
  let start = 0;
  for (let position = 0; position < content.length; position++) {
    if (!isLineEnd(content, position)) continue;
    if (position - start > mostBytes) return line;
    start = position + 1;
    line++;
  }
  if (content.length - start > mostBytes) return line;
}
