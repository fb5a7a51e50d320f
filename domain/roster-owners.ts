import { asciiLower } from "./ascii";
import { loginKey } from "./logins";
import { addProblem, contradiction, type Place, type Problems } from "./problems";
import type { RosterOwner, RosterRow } from "./roster-rows";

const factWords = { login: "login", serviceId: "id", isStudent: "student mark", isBot: "bot mark" };
type Fact = keyof typeof factWords;

/** What a refusal needs of a row that says something about an owner. */
export type Source = Pick<RosterRow, Fact> & Place;

/** For each fact about an owner, the row that said it first. */
export type SaidBy<Row> = { [fact in Fact]?: Row };

/** What all rows about one owner say. A row may show later that two of these are about one owner. */
export type Said = SaidBy<RosterRow> & { joinedTo?: Said };

/** Facts that all rows about one owner must agree on, once it is known that they are about one owner. */
export const factsToAgreeOn = ["isStudent", "isBot"] as const;

/** The owners of a set, with the rows that said so, and the place of each row's owner. */
export type CollapsedOwners = { owners: RosterOwner[]; said: Said[]; placeOf: (number | undefined)[] };

/** Finds out which rows are about one owner, and unites what they say. */
export function collapseOwners(rows: RosterRow[], problems: Problems): CollapsedOwners {
  const identify = identifier(problems);
  // A later row may join two owners, so facts are compared after all rows are read.
  const saidOf = rows.map(identify);
  const places = new Map<Said, number>();
  const owners: RosterOwner[] = [];
  const placeOf = saidOf.map((identified, index) => {
    if (!identified) return undefined;
    const said = identified.joinedTo ?? identified;
    for (const fact of factsToAgreeOn) agrees(said, fact, rows[index]!, problems);
    const place = places.get(said) ?? owners.length;
    if (place === owners.length) {
      places.set(said, place);
      owners.push(newOwner(said));
    }
    addFacts(owners[place]!, rows[index]!);
    return place;
  });
  for (const owner of owners) {
    owner.names = inOrderOfLast(owner.names);
    owner.emails = inOrderOfLast(owner.emails);
  }
  return { owners, said: [...places.keys()], placeOf };
}

function newOwner({ login, serviceId }: Said): RosterOwner {
  return {
    login: login?.login ?? null,
    serviceId: serviceId?.serviceId ?? null,
    isStudent: null,
    isBot: null,
    names: none,
    emails: none,
  };
}

function addFacts(owner: RosterOwner, row: RosterRow): void {
  owner.isStudent ??= row.isStudent;
  owner.isBot ??= row.isBot;
  owner.names = withValue(owner.names, row.name);
  owner.emails = withValue(owner.emails, row.email);
}

/** Most owners have no name and no e-mail, so they share one list. */
const none: string[] = [];

function withValue(values: string[], value: string | null): string[] {
  if (value === null || values.at(-1) === value) return values;
  if (values === none) return [value];
  values.push(value);
  return values;
}

/** Each value once, in the order in which each was said last. */
function inOrderOfLast(values: string[]): string[] {
  return values.length < 2 ? values : [...new Set(values.reverse())].reverse();
}

/** Finds the owner of a row by service id if it has one, else by login. A row with both connects the two. */
function identifier(problems: Problems): (row: RosterRow) => Said | undefined {
  const byLogin = new Map<string, Said>();
  const byServiceId = new Map<string, Said>();

  return (row) => {
    const named = row.login === null ? undefined : byLogin.get(loginKey(row.login));
    const numbered = row.serviceId === null ? undefined : byServiceId.get(row.serviceId);
    if (named && numbered && named !== numbered && !named.serviceId && !numbered.login) {
      named.joinedTo = numbered;
      numbered.login = named.login;
    }

    // If a row points to two owners, it contradicts the one that already has what the row would give the other.
    const isContradictingNamed = named?.serviceId && !numbered?.login;
    const said = (isContradictingNamed ? named : (numbered ?? named)) ?? {};
    if (!agrees(said, "login", row, problems) || !agrees(said, "serviceId", row, problems)) return undefined;
    if (row.login !== null) byLogin.set(loginKey(row.login), said);
    if (row.serviceId !== null) byServiceId.set(row.serviceId, said);
    return said;
  };
}

/** Whether a row agrees with what was said first. If not, this is a problem. */
export function agrees<Row extends Source>(said: SaidBy<Row>, fact: Fact, row: Row, problems: Problems): boolean {
  if (row[fact] === null) return true;
  const first = said[fact];
  if (!first) said[fact] = row;
  if (!first || first[fact] === row[fact] || comparable(fact, first) === comparable(fact, row)) return true;
  const whose = fact === "login" ? `id ${row.serviceId}` : (row.login ?? `id ${row.serviceId}`);
  addProblem(problems, contradiction(row, first, `The ${factWords[fact]} of ${whose}`, row[fact], first[fact]));
  return false;
}

function comparable(fact: Fact, row: Source): string {
  return fact === "login" ? asciiLower(String(row.login)) : String(row[fact]);
}
