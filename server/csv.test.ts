import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Busy } from "@/db/places";
import { type CsvCell, csvResponse, defuse, restore } from "./csv";

const address = "http://localhost/people.csv";

async function* each<T>(rows: T[]) {
  yield* rows;
}

const download = (header: string[] | undefined, rows: AsyncIterable<CsvCell[]>) =>
  csvResponse(new Request(address), "people.csv", header, rows);

const textOf = async (header: string[] | undefined, rows: CsvCell[][]) => (await download(header, each(rows))).text();

test("no written cell begins as a formula, and reading takes off exactly what writing put on", () => {
  const formulaLike = fc.stringMatching(/^'{0,3}[=+\-@\t\r\n＝＋－＠]?.*$/);
  fc.assert(
    fc.property(fc.oneof(formulaLike, fc.string()), (cell) => {
      expect(defuse(cell)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      expect(restore(defuse(cell))).toBe(cell);
    }),
  );
});

test("every text survives being written and read, line ends and quotes included", async () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", '"', "'", ",", ";", "\r", "\n", "\t", "=", " ") });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), async (rows) => {
      const written = await textOf(["one", "two"], rows);
      const [, ...records] = parse(written, { record_delimiter: ["\r\n", "\n"] }) as string[][];
      expect(records.map((record) => record.map(restore))).toEqual(rows);
    }),
  );
});

test("blanks, numbers, marks and times are written plainly, a negative number too", async () => {
  const rows = [[null, 1509, -3, true, false, new Date("2026-11-23T05:00:00Z")]];
  expect(await textOf(["a", "b", "c", "d", "e", "f"], rows)).toBe(
    "a,b,c,d,e,f\n,1509,-3,true,false,2026-11-23T05:00:00.000Z\n",
  );
});

test("a long list is written whole and in order", async () => {
  const rows = Array.from({ length: 1234 }, (_, index) => [index]);
  const lines = (await textOf(["n"], rows)).trimEnd().split("\n");
  expect(lines).toEqual(["n", ...rows.map(String)]);
});

test("the first row is the header unless one is given", async () => {
  const rows = [["login", "=web"], ["ann"]];
  expect(await textOf(undefined, rows)).toBe("login,'=web\nann\n");
  expect(await textOf(undefined, [])).toBe("");
});

test("no row is asked for where nobody reads, as for HEAD", async () => {
  let isAsked = false;
  async function* asked() {
    isAsked = true;
    yield ["ann"];
  }
  await csvResponse(new Request(address, { method: "HEAD" }), "people.csv", ["login"], asked());
  await new Promise(setImmediate);
  expect(isAsked).toBe(false);
  await (await download(["login"], asked())).text();
  expect(isAsked).toBe(true);
});

test("rows are asked for as they are read, and no longer once the reader leaves", async () => {
  let asked = 0;
  let isClosed = false;
  async function* endless() {
    try {
      while (true) yield [asked++];
    } finally {
      isClosed = true;
    }
  }
  const { body } = await download(["n"], endless());
  // The answer to GET has a body.
  const reader = body!.getReader();
  await reader.read();
  await reader.cancel();
  expect(asked).toBeLessThan(5000);
  expect(isClosed).toBe(true);
});

test("a failing list fails the download, so that a part never looks whole", async () => {
  async function* failing() {
    for (let row = 0; row < 5000; row++) yield [row];
    throw new Error("connection lost");
  }
  await expect((await download(["login"], failing())).text()).rejects.toThrow("connection lost");
});

test("a download for which there is no place is refused before it begins, and says when to try again", async () => {
  const refused: AsyncIterable<CsvCell[]> = {
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Busy("Too many downloads are under way.")) }),
  };
  const response = await download(["login"], refused);
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await response.json()).toEqual({ error: "Too many downloads are under way." });
});

test("a download is a file with a safe name, and nothing stores it", async () => {
  const { headers } = await csvResponse(
    new Request(address),
    'Acme "Labs"\r\nX: 1.csv',
    ["login"],
    each<CsvCell[]>([]),
  );
  expect(headers.get("content-disposition")).toBe('attachment; filename="Acme-Labs-X-1.csv"');
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(headers.get("cache-control")).toBe("no-store");
});
