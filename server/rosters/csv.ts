import { CsvError, parse } from "csv-parse/sync";
import { formatNumber } from "@/domain/format";
import { trimInvisible } from "@/domain/invisible";
import { quoted } from "@/domain/problems";
import { type Column, type Header, placesOfColumns } from "@/domain/roster-columns";
import { restore } from "../csv";
import type { Reading } from "./reading";
import { rowReader } from "./row-reader";
import type { Row } from "./rows";

const newLine = 0x0a;
const carriageReturn = 0x0d;
const longestLine = 1_000_000;

/** GitHub's widest export has some thirty. */
const mostColumns = 200;

/** A record with the line it begins in. One that is cut off ends where the file ends. */
type ReadRecord = (record: string[], line: number, isLastWithoutEnd: boolean) => void;

/** The console's own CSV, an organization's people, an enterprise's consumed licences or old plans: the columns tell which. */
export function readCsv(content: Uint8Array, { separator }: Header, reading: Reading): void {
  const tooLong = lineLongerThan(longestLine, content);
  if (tooLong !== undefined) {
    const most = formatNumber(longestLine);
    reading.problem(`The line has more than ${most} characters. Correct the line.`, tooLong);
    return;
  }
  let readRow: ReadRecord | undefined;
  let isHeader = true;
  readRecords(content, separator, reading, (record, line, isLastWithoutEnd) => {
    if (isHeader) readRow = recordReader(record, reading);
    else readRow?.(record, line, isLastWithoutEnd);
    isHeader = false;
  });
}

function recordReader(header: string[], reading: Reading): ReadRecord | undefined {
  if (header.length > mostColumns) {
    reading.problem(
      `The header has ${header.length} columns. Keep the columns of a roster, ${mostColumns} at most.`,
      1,
    );
    return undefined;
  }
  const readRow = rowReader(header, reading);
  const places = placesOfColumns(header);
  const placesWithoutName = [...header.keys()].filter((place) => isBlank(header[place]!));
  if (!readRow) return undefined;
  return (record, line, isLastWithoutEnd) => {
    const problem = refuseRecord(record, header, placesWithoutName, isLastWithoutEnd);
    if (problem) reading.problem(problem, line);
    else readRow(rowFrom(record, line, header, places));
  };
}

/** A spreadsheet leaves out empty cells at the end of a row, and writes empty cells beyond the last column. */
function refuseRecord(
  record: string[],
  header: string[],
  placesWithoutName: number[],
  isLastWithoutEnd: boolean,
): string | undefined {
  if (isLastWithoutEnd && record.length < header.length) {
    return "The file ends in the middle of this row. Export it again, or complete the row.";
  }
  if (record.length === header.length && record.every((cell, place) => cell === header[place])) {
    return "This row repeats the header. Remove the row.";
  }
  const beyond = [...placesWithoutName.map((place) => record[place] ?? ""), ...record.slice(header.length)];
  const stray = beyond.find((cell) => !isBlank(cell));
  return stray && `The row has ${quoted(stray)} where the header has no column. Correct one of them.`;
}

function rowFrom(record: string[], line: number, header: string[], places: Map<Column, number>): Row {
  const isOwn = places.has("organization");
  const written = (column: Column) => {
    const cell = record[places.get(column) ?? -1] ?? "";
    return isOwn ? restore(cell) : cell;
  };
  return {
    line,
    written,
    text: (column) => trimInvisible(written(column)),
    nameOf: (column) => trimInvisible(header[places.get(column) ?? -1] ?? ""),
  };
}

function isBlank(cell: string): boolean {
  return trimInvisible(cell) === "";
}

/** What the parser's codes mean, and what to do. */
const errorWords: Partial<Record<CsvError["code"], string>> = {
  CSV_QUOTE_NOT_CLOSED: "A quotation mark is never closed. Close it.",
  CSV_INVALID_CLOSING_QUOTE: "Text follows a closing quotation mark. Double quotation marks inside a cell.",
  INVALID_OPENING_QUOTE: "A quotation mark is in the middle of a cell. Put the cell in quotation marks and double it.",
  CSV_MAX_RECORD_SIZE: "The row is too long. A quotation mark may not be closed.",
};

/** Gives each record with the line it begins in. The parser's own line counts a CRLF inside quotes as two. */
function readRecords(content: Uint8Array, separator: string, reading: Reading, readRecord: ReadRecord): void {
  let position = 0;
  let line = 1;
  /** Empty lines are no records, and no message is about them. */
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
      delimiter: separator,
      relax_column_count: true,
      max_record_size: longestLine,
      record_delimiter: ["\r\n", "\n", "\r"],
      skip_empty_lines: true,
      // Nothing is returned, so that the parser keeps no record.
      on_record(record: string[], { bytes }) {
        passEmptyLines();
        if (record.every(isBlank)) reading.countRow(line);
        else readRecord(record, line, bytes >= content.length && !isLineEndByte(content.at(-1)));
        while (position < bytes) passByte();
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const words = errorWords[error.code] ?? "Save it again as CSV.";
    passEmptyLines();
    reading.problem(`The CSV cannot be read from here on. ${words}`, line);
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
