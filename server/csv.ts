import { stringify } from "csv-stringify/sync";
import { busyResponse, isBusy } from "./busy-response";

export type CsvCell = string | number | boolean | null | Date;

const rowsAtOnce = 500;

/** What a formula begins with, including the full-width characters of East Asian spreadsheets. */
const [isFormula, isDefused] = [/^'*[=+\-@\t\r\n＝＋－＠]/, /^'+[=+\-@\t\r\n＝＋－＠]/];

/** A spreadsheet runs a cell that begins this way as a formula. An apostrophe in front makes it text. */
export function defuse(cell: string): string {
  return isFormula.test(cell) ? `'${cell}` : cell;
}

/** Removes exactly what `defuse` added. */
export function restore(cell: string): string {
  return isDefused.test(cell) ? cell.slice(1) : cell;
}

/** Without it, the first row is the header. */
type Header = string[] | undefined;

/** Holds a few hundred rows at a time. Begins with the first rows, so that a failure before them gets an answer of its own. HEAD asks for no rows. */
export async function csvResponse(
  { method }: Request,
  fileName: string,
  header: Header,
  rows: AsyncIterable<readonly CsvCell[]>,
): Promise<Response> {
  const chunks = encode(header, rows);
  try {
    const body = method === "HEAD" ? null : streamOf(chunks, await chunks.next());
    return new Response(body, {
      headers: {
        "cache-control": "no-store",
        "content-disposition": `attachment; filename="${fileName.replace(/[^\w.-]+/g, "-")}"`,
        "content-type": "text/csv; charset=utf-8",
      },
    });
  } catch (error) {
    if (isBusy(error)) return busyResponse(error);
    throw error;
  }
}

function streamOf(chunks: AsyncGenerator<Uint8Array>, first: IteratorResult<Uint8Array>): ReadableStream<Uint8Array> {
  let waiting: typeof first | undefined = first;
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = waiting ?? (await chunks.next());
        waiting = undefined;
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
