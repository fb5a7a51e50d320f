import { CsvError, parse } from "csv-parse/sync";
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

/** GitHub's widest export has some thirty. */
const mostColumns = 200;
const mostColumnsNamed = 10;
const ownKeys: string[] = [...ownHeader, ...planHeader].map(columnKey);

/** The console's own CSV, an organization's people, an enterprise's consumed licences or old plans: the columns tell which. */
export function readCsv(content: Uint8Array, reading: Reading): void {
  let width: number | undefined;
  let readRecord: ((record: string[], line: number) => void) | undefined;

  const tooLong = lineLongerThan(longestLine, content);
  if (tooLong !== undefined) {
    reading.problem(`The line has more than ${longestLine.toLocaleString("en-US")} characters. Mend it.`, tooLong);
    return;
  }
  readRecords(content, reading, (record, line) => {
    if (width === undefined) {
      width = record.length;
      readRecord = recordReader(record, reading);
    } else if (readRecord && record.length !== width) {
      reading.problem(`The row has ${record.length} cells, the header ${width}. Mend the row.`, line);
    } else {
      readRecord?.(record, line);
    }
  });
}

function recordReader(header: string[], reading: Reading): ((record: string[], line: number) => void) | undefined {
  if (header.length > mostColumns) {
    reading.problem(`The header has ${header.length} columns. Keep those of a roster, ${mostColumns} at most.`, 1);
    return undefined;
  }
  const keys = header.map(columnKey);
  const readRow = rowReader(header, keys, reading);
  const cellOf = cellReader(keys);
  return readRow && ((record, line) => readRow({ line, cell: (...columns) => cellOf(record, columns) }));
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

function cellReader(keys: string[]): (record: string[], columns: string[]) => string {
  const isOwn = keys.includes("organization");
  const placeOf = new Map(keys.map((key, index) => [key, index] as const).reverse());
  return (record, columns) => {
    for (const column of columns) {
      const index = placeOf.get(column);
      if (index !== undefined) return isOwn ? restore(record[index]!) : record[index]!;
    }
    return "";
  };
}

/** Gives each record with the line it begins in. The parser's own line counts a CRLF inside quotes as two. */
function readRecords(
  content: Uint8Array,
  reading: Reading,
  readRecord: (record: string[], line: number) => void,
): void {
  let position = 0;
  let line = 1;
  /** Empty lines are no records, and nothing is told of them. */
  function passEmptyLines() {
    while (position < content.length && isLineEndByte(content[position])) passByte();
  }
  function passByte() {
    if (isLineEnd(content, position)) line++;
    position++;
  }
  try {
    parse(content, {
      bom: true,
      relax_column_count: true,
      max_record_size: longestLine,
      record_delimiter: ["\r\n", "\n", "\r"],
      skip_empty_lines: true,
      // Nothing is returned, so that the parser keeps no record.
      on_record(record: string[], { bytes }) {
        passEmptyLines();
        if (record.length > 1 || record[0]?.trim() !== "") readRecord(record, line);
        else reading.countRow(line);
        while (position < bytes) passByte();
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code = error.code.replace(/^CSV_/, "").replaceAll("_", " ").toLowerCase();
    passEmptyLines();
    reading.problem(`The CSV cannot be read from here on: ${code}. Mend the row.`, line);
  }
}

function isLineEndByte(byte: number | undefined): boolean {
  return byte === newLine || byte === carriageReturn;
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
