import type { Overage } from "@/domain/seats";
import {
  accountPeople,
  isBot,
  isStudent,
  kindOf,
  type MarkWords,
  type Member,
  mayGrant,
  type Outcome,
  organizationsOf,
  seatsOf,
  type World,
} from "./seat-model";

/** The memberships a step is about: of these people alone, in this organization alone, or of those who wait alone. */
export type Scope = { account: number; people?: number[]; organization?: number; isWaiting?: boolean };
type Mode = "all" | "fit";

function membershipsIn(world: World, { account, people, organization, isWaiting = false }: Scope) {
  return organizationsOf(world, account)
    .filter((place) => organization === undefined || place === organization)
    .flatMap((place) => [...world.organizations[place]!.members].map(([login, member]) => ({ login, member })))
    .map(({ login, member }) => ({ member, person: world.logins[login]!.person, name: world.logins[login]!.name }))
    .filter(({ person }) => people === undefined || people.includes(person))
    .filter(({ member }) => !isWaiting || member.isWaiting);
}

/** Of several the first by the membership that is the longest, then by login. */
function peopleIn(world: World, scope: Scope): number[] {
  const memberships = membershipsIn(world, scope);
  const people = [...new Set(memberships.map(({ person }) => person))].map((person) => {
    const theirs = memberships.filter((membership) => membership.person === person);
    const joined = Math.min(...theirs.map(({ member }) => member.joined));
    return { person, joined, name: theirs.map(({ name }) => name).sort()[0]! };
  });
  return people.sort((a, b) => a.joined - b.joined || (a.name < b.name ? -1 : 1)).map(({ person }) => person);
}

/** S7 for a set, as one grant: all of it or nobody, or as many as fit. */
export function activate(world: World, scope: Scope, mode: Mode) {
  const { state, overage, planSeatCount } = world.accounts[scope.account]!;
  const here = peopleIn(world, scope);
  const [seated, known] = [seatsOf(world, scope.account), accountPeople(world, scope.account)];
  const unseenOf = (person: number) =>
    membershipsIn(world, { ...scope, people: [person] }).filter(({ member }) => !member.isActivated);
  const wanting = here.filter((person) => unseenOf(person).length > 0);
  const costing = wanting.filter((person) => kindOf(world, person) === "seat" && !known.has(person));
  const room = mode === "all" || overage === "allow" ? costing.length : Math.max(0, planSeatCount - seated.size);
  const leftOut = costing.slice(room);
  const reached = wanting.filter((person) => !leftOut.includes(person));

  const after = structuredClone(world);
  for (const person of reached) {
    for (const { member } of membershipsIn(after, { ...scope, people: [person] })) {
      Object.assign(member, { isActivated: true, isWaiting: false });
    }
  }
  const usedBefore = seated.size;
  const numbers = {
    usedBefore,
    usedAfter: seatsOf(after, scope.account).size,
    memberships: reached.flatMap(unseenOf).length,
    changed: reached.length,
    leftOut: leftOut.length,
  };
  const isRefused = (wanting.length > 0 && state !== "active") || !isGranted(world, after, scope.account, numbers);
  return { after, refusal: isRefused ? ("precondition_failed" as const) : nothingToDo(reached), numbers };
}

/** Of as many as fit nobody is refused but where that is nobody at all. */
function isGranted(
  before: World,
  after: World,
  account: number,
  { changed, leftOut }: Record<"changed" | "leftOut", number>,
) {
  return changed === 0 ? leftOut === 0 : mayGrant(before, after, account);
}

/** S8 for a set. */
export function deactivate(world: World, scope: Scope) {
  const _here = peopleIn(world, scope);
  const active = membershipsIn(world, scope).filter(({ member }) => member.isActivated);
  const changed = [...new Set(active.map(({ person }) => person))];
  const after = structuredClone(world);
  // People activated nowhere in scope stay as they are, even if they are waiting.
  for (const { member } of membershipsIn(after, { ...scope, people: changed })) {
    Object.assign(member, { isActivated: false, isWaiting: false });
  }
  const numbers = {
    usedBefore: seatsOf(world, scope.account).size,
    usedAfter: seatsOf(after, scope.account).size,
    memberships: active.length,
    changed: changed.length,
    leftOut: 0,
  };
  return { after, refusal: nothingToDo(changed), numbers };
}

function nothingToDo(changed: number[]): Outcome["refusal"] {
  return changed.length > 0 ? undefined : "precondition_failed";
}

/** Those who wait in an account that activates who joins: as many as fit, and nobody while it takes nobody in. */
function activateWaiting(world: World, account: number) {
  const { isAutoActivating, state } = world.accounts[account]!;
  const nobody = { after: world, activated: 0, leftOut: 0 };
  if (!isAutoActivating || state !== "active") return nobody;
  const { after, numbers } = activate(world, { account, isWaiting: true }, "fit");
  return numbers.changed === 0
    ? { ...nobody, leftOut: numbers.leftOut }
    : { after, activated: numbers.changed, leftOut: numbers.leftOut };
}

type Terms = { planSeatCount: number; overage: Overage; isAutoActivating: boolean };

/** Seats, what is beyond them, and who joins. Those who wait are tried again. */
export function changeSeats(world: World, account: number, terms: Terms) {
  const before = world.accounts[account]!;
  const used = seatsOf(world, account).size;
  const facts = structuredClone(world);
  Object.assign(facts.accounts[account]!, terms);
  if (!terms.isAutoActivating) {
    for (const { member } of membershipsIn(facts, { account })) member.isWaiting = false;
  }
  const waiting = activateWaiting(facts, account);
  const isRefusedCut =
    terms.planSeatCount < before.planSeatCount && terms.planSeatCount < used && terms.overage === "block";
  const isUnchanged =
    terms.planSeatCount === before.planSeatCount &&
    terms.overage === before.overage &&
    terms.isAutoActivating === before.isAutoActivating;
  const refusal: Outcome["refusal"] =
    before.state === "closed" || isRefusedCut ? "precondition_failed" : isUnchanged ? "conflict" : undefined;
  return { after: waiting.after, refusal, used, waiting };
}

type RosterLine = {
  login: number;
  /** By the place of the roster: whether they are in it, and their cell there. */
  cells: { isIn: boolean; isActivated: boolean | null }[];
  isStudent: boolean | null;
  isBot: boolean | null;
  /** The login of the host by now. */
  renamed: string | undefined;
};
export type Rosters = { organizations: number[]; lines: RosterLine[]; activate: "none" | "all" };

/** What an import says of a mark counts where it is neither what counts already nor what it said before. */
function hear(words: MarkWords, said: boolean | null, counted: boolean): boolean {
  const isNews = said !== null && said !== counted && said !== words.byImport;
  if (isNews) words.byImport = said;
  return isNews;
}

/** Rosters are complete: their facts first (who left, names, marks, deactivation), then their grants as one set. */
export function importRosters(world: World, { organizations, lines, activate: call }: Rosters): Outcome {
  const facts = structuredClone(world);
  facts.clock += 1;
  const newsOf = new Set<number>();
  for (const { login: place, isStudent: saidStudent, isBot: saidBot, renamed } of lines) {
    const login = facts.logins[place]!;
    const counted = { isStudent: isStudent(login), isBot: isBot(login) };
    const hasNews = [hear(login.student, saidStudent, counted.isStudent), hear(login.bot, saidBot, counted.isBot)];
    if (renamed) login.name = renamed;
    if (renamed || hasNews.includes(true)) newsOf.add(world.logins[place]!.person);
  }
  const joining: { organization: number; login: number; isActivated: boolean | null }[] = [];
  for (const [place, organization] of organizations.entries()) {
    const said = new Map(lines.map(({ login, cells }) => [login, cells[place]!]));
    const { members } = facts.organizations[organization]!;
    for (const login of [...members.keys()]) if (!said.get(login)?.isIn) members.delete(login);
    for (const [login, { isIn, isActivated }] of said) {
      const member = members.get(login);
      if (member && isActivated === false) Object.assign(member, { isActivated: false, isWaiting: false });
      if (isIn && !member) joining.push({ organization, login, isActivated });
    }
  }

  const concerned = [...world.accounts.keys()].filter(
    (account) =>
      organizations.some((place) => world.organizations[place]!.account === account) ||
      [...accountPeople(world, account)].some((person) => newsOf.has(person)),
  );
  const granted = structuredClone(facts);
  const grantingAccounts = new Set<number>();
  const grant = (organization: number, member: Member) => {
    if (member.isActivated) return;
    Object.assign(member, { isActivated: true, isWaiting: false });
    const { account } = granted.organizations[organization]!;
    if (account !== undefined) grantingAccounts.add(account);
  };
  for (const { organization, login, isActivated } of joining) {
    const { account, members } = granted.organizations[organization]!;
    const { state, isAutoActivating } = account === undefined ? nowhere : granted.accounts[account]!;
    const isWanted = isActivated ?? call === "all";
    const isWaiting = isActivated === null && !isWanted && isAutoActivating && state === "active";
    members.set(login, { isActivated: false, isWaiting, joined: facts.clock });
  }
  for (const [place, organization] of organizations.entries()) {
    for (const { login, cells } of lines) {
      const { isIn, isActivated } = cells[place]!;
      if (isIn && (isActivated ?? call === "all"))
        grant(organization, granted.organizations[organization]!.members.get(login)!);
    }
  }

  // A roster without anybody in it is a failed export.
  const isEmptied = organizations.some(
    (place) => world.organizations[place]!.members.size > 0 && granted.organizations[place]!.members.size === 0,
  );
  const isAllowed = !isEmptied && [...grantingAccounts].every((account) => mayGrant(facts, granted, account));
  const after = concerned.reduce((world, account) => activateWaiting(world, account).after, granted);
  return { after, refusal: isAllowed ? undefined : "precondition_failed" };
}

const nowhere = { state: "active", isAutoActivating: false } as const;
