import { CsvError, parse } from "csv-parse/sync";
import { columnKey } from "@/domain/roster-columns";
import { restore } from "../csv";
import type { Reading } from "./reading";
import { ownHeader, type Row, readLicenceRow, readOwnRow, readPeopleRow } from "./rows";

const newLine = 0x0a;
const ownKeys: string[] = ownHeader.map(columnKey);

/** The console's own CSV, an organization's people or an enterprise's consumed licences: the columns tell which. */
export function readCsv(content: Uint8Array, reading: Reading): void {
  let keys: string[] | undefined;
  let readRow: ((row: Row) => void) | undefined;

  readRecords(content, reading, (record, line) => {
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
    reading.problem(`The column "${repeated}" is there twice. Keep one.`, 1);
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
    const unknown = header.filter((_, index) => !ownKeys.includes(keys[index]!));
    if (unknown.length === 0) return (row) => readOwnRow(row, reading);
    reading.problem(`Unknown columns: ${unknown.join(", ")}. The columns can be: ${ownHeader.join(", ")}.`, 1);
    return undefined;
  }
  const organization = reading.unnamedOrganization();
  if (organization !== undefined) return (row) => readPeopleRow(row, organization, reading);
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
function readRecords(
  content: Uint8Array,
  reading: Reading,
  readRecord: (record: string[], line: number) => void,
): void {
  let position = 0;
  let line = 1;
  try {
    parse(content, {
      bom: true,
      relax_column_count: true,
      record_delimiter: ["\r\n", "\n"],
      // Nothing is returned, so that the parser keeps no record.
      on_record(record: string[], { bytes }) {
        if (record.length > 1 || record[0]?.trim() !== "") readRecord(record, line);
        for (; position < bytes; position++) if (content[position] === newLine) line++;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code = error.code.replace(/^CSV_/, "").replaceAll("_", " ").toLowerCase();
    reading.problem(`The CSV cannot be read from here on: ${code}. Mend the row.`, line);
  }
}
