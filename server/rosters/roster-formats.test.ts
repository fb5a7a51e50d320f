import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "@/domain/errors";
import { trimInvisible } from "@/domain/invisible";
import type { RosterSet } from "@/domain/rosters";
import { hasUnstorableText } from "@/domain/storable-text";
import { isSoak } from "@/test/long-runs";
import { apiMember, csvOf, graphqlPage, licenceCsv, licenceUser, utf16 } from "@/test/roster-texts";
import { defuse } from "../csv";
import { readRosters } from "./read-rosters";

type Person = { login: string; id: number; isAdmin: boolean; name: string; emails: string[]; saml: string };
type Fact = "id" | "role" | "name" | "evidence";

const organization = "acme";
const roleOf = ({ isAdmin }: Person) => (isAdmin ? "admin" : "member");
const lines = (values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const half = (people: Person[]) => Math.ceil(people.length / 2);

const ownRows = (people: Person[]) =>
  people.map((person) => ({
    ...{ organization, login: defuse(person.login), service_id: String(person.id), name: defuse(person.name) },
    ...{ role: roleOf(person), verified_email: person.emails.join(";"), saml_name_id: defuse(person.saml) },
  }));
const peopleRows = (people: Person[]) =>
  people.map((person) => ({
    ...{ login: person.login, name: person.name, role: person.isAdmin ? "Owner" : "Member", id: String(person.id) },
    ...{ "saml name id": person.saml, "verified domain emails": person.emails.join(", ") },
  }));
const licencesOf = (people: Person[]) =>
  people.map((person) => ({ ...person, roles: [`${organization}:${person.isAdmin ? "Owner" : "Member"}`] }));
const members = (people: Person[]) => people.map(({ login, id }) => apiMember(login, id));
const edges = (people: Person[]) => people.map((person) => ({ ...person, role: roleOf(person).toUpperCase() }));
const listOf = (people: Person[], isAdmin: boolean, indent = "") =>
  people.filter((person) => person.isAdmin === isAdmin).map(({ login }) => `${indent}- ${login}\n`);
const peribolos = (people: Person[], indent = "") =>
  [`${indent}admins:\n`, ...listOf(people, true, indent), `${indent}members:\n`, ...listOf(people, false, indent)].join(
    "",
  );

type Format = {
  write: (people: Person[]) => string;
  says: Fact[];
  isCsv?: boolean;
  /** Whether the file names its organization itself. */
  isNamed?: boolean;
};

/** Each format, and what it says of a person besides the login. */
const formats: Record<string, Format> = {
  "the console's own CSV": {
    ...{ write: (all) => csvOf(ownRows(all)), says: ["id", "role", "name", "evidence"], isCsv: true, isNamed: true },
  },
  "the console's own CSV with semicolons": {
    ...{
      write: (all) => csvOf(ownRows(all), ";"),
      says: ["id", "role", "name", "evidence"],
      isCsv: true,
      isNamed: true,
    },
  },
  "the console's own CSV with tabs": {
    ...{
      write: (all) => csvOf(ownRows(all), "\t"),
      says: ["id", "role", "name", "evidence"],
      isCsv: true,
      isNamed: true,
    },
  },
  "people as CSV": { write: (all) => csvOf(peopleRows(all)), says: ["id", "role", "name", "evidence"], isCsv: true },
  "people as JSON": {
    write: (all) => JSON.stringify(peopleRows(all), null, 1),
    says: ["id", "role", "name", "evidence"],
  },
  "logins alone": { write: (all) => csvOf(all.map(({ login }) => ({ login }))), says: [], isCsv: true },
  licences: {
    ...{ write: (all) => licenceCsv(licencesOf(all)), says: ["role", "name", "evidence"], isCsv: true, isNamed: true },
  },
  "licences of the API": {
    write: (all) =>
      JSON.stringify({ total_seats_consumed: 1, users: licencesOf(all).map((user) => licenceUser(user)) }),
    ...{ says: ["role", "name", "evidence"], isNamed: true },
  },
  "licences with joined strings": {
    write: (all) => lines(licencesOf(all).map((user) => licenceUser(user, true))),
    ...{ says: ["role", "name", "evidence"], isNamed: true },
  },
  "members of the API": { write: (all) => JSON.stringify(members(all)), says: ["id"] },
  "members in pages": {
    write: (all) => JSON.stringify(members(all.slice(0, half(all)))) + JSON.stringify(members(all.slice(half(all)))),
    says: ["id"],
  },
  "members in lines": { write: (all) => lines(members(all)), says: ["id"] },
  GraphQL: { write: (all) => JSON.stringify(graphqlPage(edges(all))), says: ["id", "role", "name"] },
  Peribolos: { write: (all) => peribolos(all), says: ["role"] },
  "Peribolos with a map": {
    ...{ write: (all) => `orgs:\n  ${organization}:\n${peribolos(all, "    ")}`, says: ["role"], isNamed: true },
  },
};

const word = fc.stringMatching(/^[a-z\d][a-z\d-]{0,12}$/);
const login = fc.oneof(
  word,
  fc.stringMatching(/^-{0,2}[A-Za-z\d][A-Za-z\d-]{0,20}$/),
  word.map((name) => `${name}_acme`),
);
const visible = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .filter((text) => trimInvisible(text) === text && !hasUnstorableText(text));
const person: fc.Arbitrary<Person> = fc.record({
  login,
  id: fc.integer({ min: 1, max: 999_999 }),
  isAdmin: fc.boolean(),
  name: visible,
  emails: fc.uniqueArray(
    word.map((name) => `${name}@acme.example`),
    { maxLength: 3 },
  ),
  saml: fc.oneof(
    fc.constant(""),
    word,
    word.map((name) => `+${name}@sso.example`),
  ),
});
const people = fc
  .uniqueArray(person, { minLength: 1, maxLength: 12, selector: ({ login }) => login.toLowerCase() })
  .map((people) => people.map((one, index) => ({ ...one, id: index * 1_000_000 + one.id })));
const format = fc.constantFrom(...Object.keys(formats));

function read(content: string | Uint8Array, { isNamed }: Format): RosterSet {
  const file = { path: "a.txt", content: typeof content === "string" ? new TextEncoder().encode(content) : content };
  return readRosters([isNamed ? file : { ...file, organization }]);
}

/** What a set says of each person, of these facts alone, in an order of its own. */
function factsOf({ owners, memberships }: RosterSet, says: Fact[]): string[] {
  return memberships
    .map(({ owner, role, verifiedEmails, samlNameIds }) => {
      const { login, serviceId, names } = owners[owner]!;
      const all: Record<Fact, unknown> = { id: serviceId, role, name: names, evidence: [verifiedEmails, samlNameIds] };
      return JSON.stringify([login, ...says.map((fact) => all[fact])]);
    })
    .sort();
}

function expectedOf(people: Person[], says: Fact[]): string[] {
  return people
    .map((person) => {
      const { login, id, name, emails, saml } = person;
      const evidence = [[...emails].sort(), saml === "" ? [] : [saml]];
      const all: Record<Fact, unknown> = { id: String(id), role: roleOf(person), name: [name], evidence };
      return JSON.stringify([login, ...says.map((fact) => all[fact])]);
    })
    .sort();
}

test.each(Object.keys(formats))("any roster written as %s reads back as itself", (name) => {
  const format = formats[name]!;
  const property = fc.property(people, (people) => {
    const set = read(format.write(people), format);
    expect(set.organizations.map(({ login }) => login)).toEqual([organization]);
    expect(factsOf(set, format.says)).toEqual(expectedOf(people, format.says));
    expect(set.skippedRows).toEqual([]);
  });
  fc.assert(property, { numRuns: isSoak ? 300 : 30 });
});

test("rosters of one call are the same in any order of its files", () => {
  const file = fc.record({ people, format });
  const files = fc
    .array(file, { minLength: 2, maxLength: 4 })
    .map((files) =>
      files.map(({ people, format }, index) => ({
        path: `${index}.txt`,
        // Ids are left out: two people of different files may have one login, and then two ids.
        content: Buffer.from(formats[format]!.write(people).replaceAll(/"(id|databaseId)":\d+/g, '"$1":null')),
      })),
    )
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  const outcomeOf = (files: { path: string; content: Uint8Array }[]) => {
    try {
      const { organizations, owners, memberships } = readRosters(files, { organization });
      return { organizations, owners, memberships };
    } catch (error) {
      if (error instanceof DomainError) return "refused";
      throw error;
    }
  };
  let readCount = 0;
  const property = fc.property(files, ([one, other]) => {
    const outcome = outcomeOf(one);
    readCount += outcome === "refused" ? 0 : 1;
    expect(outcomeOf(other)).toEqual(outcome);
  });
  fc.assert(property, { numRuns: isSoak ? 300 : 40 });
  expect(readCount).toBeGreaterThan(4);
});

const mutation = fc.oneof(
  fc.record({ kind: fc.constant("cut" as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant("doubled" as const) }),
  fc.record({ kind: fc.constant("re-encoded" as const), to: fc.constantFrom("utf16le", "utf16be", "latin1" as const) }),
  fc.record({
    kind: fc.constant("shuffled columns" as const),
    seed: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
  }),
  fc.record({
    kind: fc.constant("changed" as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat(20),
    added: fc.oneof(
      fc.string({ unit: "binary", maxLength: 9 }),
      fc.constantFrom('"', "\n", "\u200b", "\u00a0", "\0", ":", "{"),
    ),
  }),
);

/** A name of the program, in the words of no message. */
const internalName =
  /serviceId|isActivated|isStudent|lastSeenAt|samlNameIds|verifiedEmails|memberRoles|undefined|\[object|CSV_/;

test("mutated files are read whole or refused in short sentences, and never crash", () => {
  const outcomes = { read: 0, refused: 0 };
  const property = fc.property(people, format, mutation, (people, name, mutation) => {
    const format = formats[name]!;
    const original = format.write(people);
    const content = mutated(original, format, mutation);
    let set: RosterSet;
    try {
      set = read(content, format);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      outcomes.refused++;
      expect(["re-encoded utf16le", "re-encoded utf16be", "shuffled columns"]).not.toContain(wordsFor(mutation));
      for (const message of error.message.split("\n")) expect(message.length).toBeLessThanOrEqual(300);
      const own = error.message.replaceAll(/"[^"\n]*"/g, "");
      expect(own).not.toMatch(internalName);
      return;
    }
    outcomes.read++;
    expectWhole(set, people, format, original, mutation);
  });
  fc.assert(property, { numRuns: isSoak ? 2_000 : 200 });
  expect(outcomes.read).toBeGreaterThan(20);
  expect(outcomes.refused).toBeGreaterThan(20);
});

type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;
const wordsFor = (mutation: Mutation) => (mutation.kind === "re-encoded" ? `re-encoded ${mutation.to}` : mutation.kind);

function mutated(text: string, { isCsv }: Format, mutation: Mutation): string | Uint8Array {
  if (mutation.kind === "cut") return text.slice(0, Math.floor(mutation.at * text.length));
  if (mutation.kind === "doubled") return text + text;
  if (mutation.kind === "re-encoded") {
    return mutation.to === "latin1" ? Buffer.from(text, "latin1") : utf16(text, mutation.to === "utf16be");
  }
  if (mutation.kind === "shuffled columns") return isCsv ? withShuffledColumns(text, mutation.seed) : text;
  const at = Math.floor(mutation.at * text.length);
  return text.slice(0, at) + mutation.added + text.slice(at + mutation.removed);
}

/** Only texts without quotation marks can be taken apart so simply. */
function withShuffledColumns(text: string, seed: number[]): string {
  if (text.includes('"')) return text;
  const separator = [";", "\t", ","].find((one) => text.split("\n", 1)[0]!.includes(one)) ?? ",";
  const rows = text.split("\n").map((line) => line.split(separator));
  const order = rows[0]!.map((_, place) => place).sort((one, other) => seed[one % 20]! - seed[other % 20]!);
  const shuffled = rows.map((row) => (row.length === order.length ? order.map((place) => row[place]) : row));
  return shuffled.map((row) => row.join(separator)).join("\n");
}

/** What must be left of a roster for each mutation, if it is read at all. */
function expectWhole(set: RosterSet, people: Person[], format: Format, original: string, mutation: Mutation): void {
  const expected = expectedOf(people, format.says);
  const found = factsOf(set, format.says);
  if (mutation.kind === "doubled" || mutation.kind === "shuffled columns" || wordsFor(mutation).includes("utf16")) {
    expect(found).toEqual(expected);
  }
  if (mutation.kind !== "cut") return;
  // Of a file that is cut off, all rows before the last are as they were.
  const cutOff = found.filter((one) => !expected.includes(one));
  expect(cutOff.length).toBeLessThanOrEqual(1);
  const isOneDocument = /^[[{]/.test(original) && !/[\]}]\n?[[{]/.test(original);
  if (isOneDocument) expect(found).toEqual(expected);
}
