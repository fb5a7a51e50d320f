import type { Overage } from "@/domain/seats";

/** The seat rules told again, as plainly as can be: sets of people, counted from nothing at every question. */
export type World = {
  accounts: { planSeatCount: number; overage: Overage; state: "active" | "inactive" | "closed" }[];
  /** By the place of the account, where there is one; members by the place of their login. */
  organizations: { account: number | undefined; members: Map<number, { isActivated: boolean }> }[];
  /** `cameWith`: the people with whom a login came to its person, each joined with the next. */
  logins: { person: number; isStudent: boolean; isBot: boolean; cameWith: number[] }[];
};

/** What a step makes of the world, and whether the seat rules let it. */
export type Outcome = { after: World; isAllowed: boolean };

export type RosterLine = {
  login: number;
  isActivated: boolean | null;
  isStudent: boolean | null;
  isBot: boolean | null;
};

function kindOf(world: World, person: number): "seat" | "student" | "bot" {
  const logins = world.logins.filter((login) => login.person === person);
  if (logins.every(({ isBot }) => isBot)) return "bot";
  return logins.some(({ isStudent }) => isStudent) ? "student" : "seat";
}

/** The people activated in each of these organizations. */
function activatedPeople(world: World, organizations: number[]): Set<number>[] {
  return organizations.map((place) => {
    const members = [...world.organizations[place]!.members].filter(([, { isActivated }]) => isActivated);
    return new Set(members.map(([login]) => world.logins[login]!.person));
  });
}

export function organizationsOf(world: World, account: number): number[] {
  return [...world.organizations.keys()].filter((place) => world.organizations[place]!.account === account);
}

function accountPeople(world: World, account: number): Set<number> {
  return new Set(activatedPeople(world, organizationsOf(world, account)).flatMap((people) => [...people]));
}

export function seatsOf(world: World, account: number): Set<number> {
  return new Set([...accountPeople(world, account)].filter((person) => kindOf(world, person) === "seat"));
}

/** As an account's row keeps them. */
export function countsOf(world: World, account: number) {
  const organizations = organizationsOf(world, account);
  const people = [...accountPeople(world, account)];
  const isSeat = (person: number) => kindOf(world, person) === "seat";
  return {
    usedSeatCount: people.filter(isSeat).length,
    studentCount: people.filter((person) => kindOf(world, person) === "student").length,
    botCount: people.filter((person) => kindOf(world, person) === "bot").length,
    organizationCount: organizations.length,
    organizationSeatCount: activatedPeople(world, organizations).flatMap((people) => [...people].filter(isSeat)).length,
  };
}

function mayGrant(before: World, after: World, account: number): boolean {
  const { state, overage, planSeatCount } = after.accounts[account]!;
  if (state !== "active") return false;
  const [usedBefore, usedAfter] = [seatsOf(before, account).size, seatsOf(after, account).size];
  return overage === "allow" || usedAfter <= usedBefore || usedAfter <= planSeatCount;
}

function attached(world: World, organizations: number[], account: number | undefined): World {
  const after = structuredClone(world);
  for (const place of organizations) after.organizations[place]!.account = account;
  return after;
}

/** S9, and S11 where the organizations are in another account. */
export function attach(world: World, account: number, organizations: number[]) {
  const after = attached(world, organizations, account);
  const [seatsBefore, seatsAfter] = [seatsOf(world, account), seatsOf(after, account)];
  const everywhere = activatedPeople(after, organizationsOf(after, account));
  const isOverlapping = (person: number) => everywhere.filter((people) => people.has(person)).length > 1;
  const joining = new Set(activatedPeople(after, organizations).flatMap((people) => [...people]));
  const expected = {
    usedBefore: seatsBefore.size,
    usedAfter: seatsAfter.size,
    totalBefore: world.accounts[account]!.planSeatCount,
    total: world.accounts[account]!.planSeatCount,
    newSeats: [...seatsAfter].filter((person) => !seatsBefore.has(person)).length,
    overlappingPeople: [...joining].filter((person) => seatsAfter.has(person) && isOverlapping(person)).length,
  };
  return { after, isAllowed: mayGrant(world, after, account), expected };
}

/** S10. */
export function detach(world: World, account: number, organization: number) {
  const after = attached(world, [organization], undefined);
  const expected = {
    usedBefore: seatsOf(world, account).size,
    usedAfter: seatsOf(after, account).size,
    peopleLeaving: accountPeople(world, account).size - accountPeople(after, account).size,
  };
  return { after, isAllowed: true, expected };
}

/** S13. */
export function close(world: World, account: number) {
  const organizations = organizationsOf(world, account);
  const after = attached(world, organizations, undefined);
  after.accounts[account]!.state = "closed";
  const expected = {
    organizations: organizations.length,
    people: accountPeople(world, account).size,
    usedSeats: seatsOf(world, account).size,
  };
  return { after, isAllowed: true, expected };
}

type ActivationScope = { account: number; person: number; organizations: number[]; isActivated: boolean };

/** S7 and S8. */
export function setActivation(world: World, { account, person, organizations, isActivated }: ActivationScope) {
  const after = structuredClone(world);
  const changed = organizations
    .flatMap((place) => [...after.organizations[place]!.members])
    .filter(([login, member]) => after.logins[login]!.person === person && member.isActivated !== isActivated);
  for (const [, member] of changed) member.isActivated = isActivated;
  const expected = {
    usedBefore: seatsOf(world, account).size,
    usedAfter: seatsOf(after, account).size,
    memberships: changed.length,
  };
  return { after, isAllowed: !isActivated || mayGrant(world, after, account), expected };
}

export function changeSeats(world: World, account: number, planSeatCount: number, overage: Overage) {
  const after = structuredClone(world);
  Object.assign(after.accounts[account]!, { planSeatCount, overage });
  const { planSeatCount: total, state } = world.accounts[account]!;
  const used = seatsOf(world, account).size;
  const isRefusedCut = planSeatCount < total && planSeatCount < used && overage === "block";
  return { after, isAllowed: state !== "closed" && !isRefusedCut, used };
}

/** A roster is complete: its facts first (who left, marks, deactivation), then its grants as one set. */
export function importRoster(world: World, organization: number, lines: RosterLine[]): Outcome {
  const facts = structuredClone(world);
  const { account, members: before } = facts.organizations[organization]!;
  const members = new Map(lines.map(({ login }) => [login, before.get(login) ?? { isActivated: false }]));
  facts.organizations[organization]!.members = members;
  for (const { login, isActivated, isStudent, isBot } of lines) {
    if (isActivated === false) members.get(login)!.isActivated = false;
    facts.logins[login]!.isStudent = isStudent ?? facts.logins[login]!.isStudent;
    facts.logins[login]!.isBot = isBot ?? facts.logins[login]!.isBot;
  }

  const after = structuredClone(facts);
  const granted = lines.filter(({ login, isActivated }) => isActivated && !members.get(login)!.isActivated);
  for (const { login } of granted) after.organizations[organization]!.members.get(login)!.isActivated = true;
  const isGrant = account !== undefined && granted.length > 0;
  return { after, isAllowed: !isGrant || mayGrant(facts, after, account) };
}

function loginsOf(world: World, person: number): number[] {
  return [...world.logins.keys()].filter((login) => world.logins[login]!.person === person);
}

/** What a preview shows of every account in which any of these logins is activated. */
function effectsOf(before: World, after: World, logins: number[]) {
  const isConcerned = (account: number) =>
    organizationsOf(before, account).some((place) =>
      logins.some((login) => before.organizations[place]!.members.get(login)?.isActivated),
    );
  const accounts = [...before.accounts.keys()].filter(isConcerned);
  return accounts.map((account) => {
    const [was, is] = [countsOf(before, account), countsOf(after, account)];
    const total = before.accounts[account]!.planSeatCount;
    return {
      account,
      total,
      over: Math.max(0, is.usedSeatCount - total),
      usedBefore: was.usedSeatCount,
      usedAfter: is.usedSeatCount,
      studentsBefore: was.studentCount,
      studentsAfter: is.studentCount,
      botsBefore: was.botCount,
      botsAfter: is.botCount,
    };
  });
}

/** S12: every login of the one is the other's. */
export function join(world: World, staying: number, going: number) {
  const after = structuredClone(world);
  for (const login of loginsOf(world, going)) {
    after.logins[login]!.person = staying;
    after.logins[login]!.cameWith.push(going);
  }
  const groups = [loginsOf(world, staying), loginsOf(world, going)];
  const isAllowed = (kindOf(world, staying) === "bot") === (kindOf(world, going) === "bot");
  return { after, isAllowed, groups, effects: effectsOf(world, after, groups.flat()) };
}

/** The join undone; a login that came with nobody becomes a person of its own. */
export function split(world: World, login: number) {
  const { person, cameWith } = world.logins[login]!;
  const theirs = loginsOf(world, person);
  const record = cameWith.at(-1);
  const going =
    record === undefined ? [login] : theirs.filter((other) => world.logins[other]!.cameWith.at(-1) === record);
  const staying = theirs.filter((other) => !going.includes(other));
  const isAllowed = staying.length > 0;
  const after = structuredClone(world);
  const everybody = world.logins.flatMap(({ person, cameWith }) => [person, ...cameWith]);
  for (const other of isAllowed ? going : []) {
    after.logins[other]!.person = record ?? Math.max(...everybody) + 1;
    after.logins[other]!.cameWith.pop();
  }
  return { after, isAllowed, groups: [staying, going], effects: effectsOf(world, after, theirs) };
}
