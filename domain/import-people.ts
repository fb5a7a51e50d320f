import { formatCount } from "./format";
import { type ImportOutcome, type LoginKind, loginKinds, memberKinds } from "./imports";

/** The numbers of an import with a list of people behind them. */
export const peopleKinds = [...memberKinds, ...loginKinds] as const;
export type PeopleKind = (typeof peopleKinds)[number];

/** Someone behind a number of an import. A login that changed hands, or a kept mark, is in no organization. */
export type ImportedPerson = {
  organization: string | null;
  kind: PeopleKind;
  login: string;
  /** A role, a login or a mark, depending on the kind. */
  detail: string | null;
};

/** The list behind one number, of one organization or of all. */
export type PeopleChoice = { show: PeopleKind; organization?: string };

/** The list that an address asks for. */
export function choiceOf({ show, organization }: Partial<PeopleChoice>): PeopleChoice | undefined {
  return show && { show, organization };
}

/** A waiting import keeps the first people of each list, and not more than a page needs. */
export const firstPeople = 50;
export const mostPeopleKept = 10_000;

/** How long a finished import keeps its people. */
export const daysPeopleKept = 400;

/** The number in front of a list. */
export function countPeople(outcome: ImportOutcome, { show, organization }: PeopleChoice): number {
  if (isLoginKind(show)) return organization === undefined ? outcome[show] : 0;
  const { organizations, waiting = [] } = outcome;
  const counts = [
    ...organizations.map(({ login, [show]: count = 0 }) => ({ login, count })),
    ...(show === "activated" ? waiting.map(({ login, activated: count }) => ({ login, count })) : []),
  ];
  return counts
    .filter(({ login }) => organization === undefined || login === organization)
    .reduce((sum, { count }) => sum + count, 0);
}

function isLoginKind(kind: PeopleKind): kind is LoginKind {
  return loginKinds.some((known) => known === kind);
}

/** What happened, as one word of a row. */
export const peopleKindNames: Record<PeopleKind, string> = {
  added: "Added",
  removed: "Removed",
  activated: "Activated",
  deactivated: "Deactivated",
  rolesChanged: "Role changed",
  peopleUpdated: "Person updated",
  lastSeenUpdated: "Last seen updated",
  waitingEnded: "Waiting ended",
  renamed: "Renamed",
  joined: "Joined",
  keptMarks: "Mark kept",
};

/** What the detail of each kind is; nothing for kinds without one. */
export const detailNames: Partial<Record<PeopleKind, string>> = {
  added: "Role",
  activated: "How",
  rolesChanged: "New role",
  renamed: "New login",
  joined: "Earlier login",
  keptMarks: "Mark set by staff",
};

/** "12 people removed from acme", "1 login renamed". */
export function peopleInWords({ show, organization }: PeopleChoice, count: number): string {
  const some = (one: string, many: string) => formatCount(count, one, many);
  const where = (preposition: string) => (organization === undefined ? "" : ` ${preposition} ${organization}`);
  const people = some("person", "people");
  switch (show) {
    case "added":
      return `${people} added${where("to")}`;
    case "removed":
      return `${people} removed${where("from")}`;
    case "activated":
      return `${people} activated${where("in")}`;
    case "deactivated":
      return `${people} deactivated${where("in")}`;
    case "rolesChanged":
      return `${people} with a new role${where("in")}`;
    case "peopleUpdated":
      return `${people} updated${where("in")}`;
    case "lastSeenUpdated":
      return `${people} seen more recently${where("in")}`;
    case "waitingEnded":
      return `${people} no longer waiting for a seat${where("in")}`;
    case "renamed":
      return `${some("login", "logins")} renamed`;
    case "joined":
      return `${some("login", "logins")} joined with another`;
    case "keptMarks":
      return `${some("mark", "marks")} kept as staff set ${count === 1 ? "it" : "them"}`;
  }
}
