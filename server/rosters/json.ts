import { trimInvisible } from "@/domain/invisible";
import { refuseOtherList } from "@/domain/other-lists";
import { quoted } from "@/domain/problems";
import { type Column, columnOf, placesOfColumns } from "@/domain/roster-columns";
import { errorIn, type MembersPage, membersPageIn, personOfEdge } from "./graphql";
import { JsonArray, JsonObject, JsonProblem, type JsonValue, parseJson } from "./json-text";
import { readPeopleRow } from "./people-rows";
import { readPeribolos } from "./peribolos";
import type { Reading } from "./reading";
import { rowReader } from "./row-reader";
import type { Row } from "./rows";

/**
 * People as GitHub's exports and its API give them: an array, one object a line, pages after one another or in an array,
 * an enterprise's consumed licences, or the members of an organization in GraphQL.
 */
export function readJson(text: string, reading: Reading): void {
  const documents = parse(text, reading);
  if (!documents) return;
  if (isPeribolos(documents)) {
    readPeribolos(text, reading);
    return;
  }
  const found: Found = { people: [], pages: [] };
  collect(documents, found, reading);
  if (found.pages.length > 0) readPages(found, reading);
  else readPeople(found.people, reading);
}

function parse(text: string, reading: Reading): JsonArray | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    reading.problem(error.message, error.line);
  }
}

function isPeribolos({ items: [first, second] }: JsonArray): boolean {
  const names = first instanceof JsonObject && !second ? first.fields : new Map();
  return !names.has("login") && ["orgs", "admins", "members"].some((name) => names.has(name));
}

type Found = { people: JsonObject[]; pages: MembersPage[] };

function collect(list: JsonArray, found: Found, reading: Reading): void {
  list.items.forEach((item, index) => {
    if (item instanceof JsonArray) collect(item, found, reading);
    else if (item instanceof JsonObject) collectFrom(item, found, reading);
    else reading.problem("This is not a person. A person is an object with a login.", list.lines[index]);
  });
}

function collectFrom(item: JsonObject, found: Found, reading: Reading): void {
  const users = item.fields.get("users");
  const page = membersPageIn(item);
  const error = errorIn(item);
  if (error) reading.problem(error, item.line);
  else if (page) found.pages.push(page);
  else if (users instanceof JsonArray) collect(users, found, reading);
  else found.people.push(personOfEdge(item));
}

function readPeople(people: JsonObject[], reading: Reading): void {
  const headers = headersOf(people);
  const otherList = refuseOtherList(headers);
  if (otherList) {
    reading.problem(otherList);
  } else if (people.length > 0 && !headers.some((header) => columnOf(header) === "login")) {
    reading.problem(
      'No one in the file has a "login" or a "username". A roster is a list of people with their logins.',
    );
  } else {
    reading.setPageRowCount(people.length);
    const readRow = rowReader(headers, reading);
    if (readRow) readRows(people, readRow, reading);
  }
}

function headersOf(people: JsonObject[]): string[] {
  const headers = new Set<string>();
  for (const { fields } of people) for (const header of fields.keys()) headers.add(header);
  return [...headers];
}

/** The pages of each organization together, since GitHub says only on the last of them that there is no other. */
function readPages({ pages, people: others }: Found, reading: Reading): void {
  for (const other of others) reading.problem("This is not an answer about an organization's members.", other.line);
  const byOrganization = new Map<string, MembersPage[]>();
  for (const page of pages) {
    const organization = page.organization ?? "";
    const known = byOrganization.get(organization);
    if (known) known.push(page);
    else byOrganization.set(organization, [page]);
  }
  for (const [organization, pagesOfIt] of byOrganization) readOrganization(organization, pagesOfIt, reading);
}

function readOrganization(named: string, pages: MembersPage[], reading: Reading): void {
  const found: Found = { people: [], pages: [] };
  for (const { people } of pages) collect(people, found, reading);
  const { hasNextPage, totalCount = 0, line } = pages.at(-1)!;
  if (hasNextPage || found.people.length < totalCount) {
    const counts = `${found.people.length} of ${Math.max(totalCount, found.people.length + 1)} members or more`;
    reading.problem(`The file lists ${counts}. Get all pages of GitHub's answer: gh api graphql --paginate.`, line);
    return;
  }
  if (hasNextPage === undefined) reading.setPageRowCount(found.people.length);
  if (named !== "") reading.refuseGivenOrganization();
  const organization = named || reading.unnamedOrganization();
  if (organization === undefined) return;
  reading.addOrganization(organization, line);
  readRows(found.people, (row) => readPeopleRow(row, organization, reading), reading);
}

function readRows(people: JsonObject[], readRow: (row: Row) => void, reading: Reading): void {
  const placesByHeaders = new Map<string, Map<Column, number>>();
  for (const person of people) {
    const headers = [...person.fields.keys()];
    const key = headers.join("\n");
    const places = placesByHeaders.get(key) ?? placesOfColumns(headers);
    placesByHeaders.set(key, places);
    const row = rowFrom(person, headers, places, reading);
    if (row) readRow(row);
    else reading.countRow(person.line);
  }
}

function rowFrom(
  { fields, line }: JsonObject,
  headers: string[],
  places: Map<Column, number>,
  reading: Reading,
): Row | undefined {
  const nameOf = (column: Column) => headers[places.get(column) ?? -1] ?? "";
  const cells = new Map<Column, string>();
  for (const column of places.keys()) {
    const cell = cellFrom(fields.get(nameOf(column)) ?? null, column);
    if (cell === undefined) {
      const problem = `${quoted(nameOf(column))} is neither text, a number nor true or false.`;
      reading.problem(`${problem} Correct it or leave it out.`, line);
      return undefined;
    }
    cells.set(column, cell);
  }
  const written = (column: Column) => cells.get(column) ?? "";
  return { line, written, text: (column) => trimInvisible(written(column)), nameOf };
}

/** Columns in which GitHub's API has lists, one value a line from here on. */
const columnsWithLists: Column[] = ["memberRoles", "verifiedEmails", "samlNameIds"];

function cellFrom(value: JsonValue, column: Column): string | undefined {
  if (value instanceof JsonObject) return undefined;
  if (!(value instanceof JsonArray)) return value === null ? "" : String(value);
  const isList = columnsWithLists.includes(column) && value.items.every((item) => typeof item === "string");
  return isList ? value.items.join("\n") : undefined;
}
