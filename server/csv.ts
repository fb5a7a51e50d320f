import { stringify } from "csv-stringify/sync";

export type CsvCell = string | number | boolean | null | Date;

const rowsAtOnce = 500;

/** What a formula begins with, also as East Asian spreadsheets write it. */
const [isFormula, isDefused] = [/^'*[=+\-@\t\r\n＝＋－＠]/, /^'+[=+\-@\t\r\n＝＋－＠]/];

/** A spreadsheet runs a cell that begins so as a formula; the leading apostrophe makes it text. */
export function defuse(cell: string): string {
  return isFormula.test(cell) ? `'${cell}` : cell;
}

/** Takes off exactly what `defuse` put on. */
export function restore(cell: string): string {
  return isDefused.test(cell) ? cell.slice(1) : cell;
}

/** Where there is none beside the rows, the first of them is the header. */
type Header = string[] | undefined;

/** Holds a few hundred rows at a time, however many there are. Asks for none before it is read: HEAD never does. */
export function csvStream(header: Header, rows: AsyncIterable<readonly CsvCell[]>): ReadableStream<Uint8Array> {
  const chunks = encode(header, rows);
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

export function csvResponse(fileName: string, header: Header, rows: AsyncIterable<readonly CsvCell[]>): Response {
  return new Response(csvStream(header, rows), {
    headers: {
      "cache-control": "no-store",
      "content-disposition": `attachment; filename="${fileName.replace(/[^\w.-]+/g, "-")}"`,
      "content-type": "text/csv; charset=utf-8",
    },
  });
}

async function* encode(header: Header, rows: AsyncIterable<readonly CsvCell[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting: string[][] = header ? [header.map(defuse)] : [];
  for await (const row of rows) {
    waiting.push(row.map(textOf));
    if (waiting.length < rowsAtOnce) continue;
    yield encoder.encode(lines(waiting));
    waiting = [];
  }
  yield encoder.encode(lines(waiting));
}

function lines(rows: string[][]): string {
  return stringify(rows, { quoted_match: /[\r\n]/ });
}

function textOf(cell: CsvCell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === "string" ? defuse(cell) : String(cell);
}
