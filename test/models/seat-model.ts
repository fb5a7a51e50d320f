import type { Overage } from "@/domain/seats";

type AccountState = "active" | "inactive" | "closed";
/** What staff say of a mark, and what the last import that brought news said. */
export type MarkWords = { byStaff: boolean | null; byImport: boolean | null };
/** `joined`: the moment at which it became one, by the clock of the world. */
export type Member = { isActivated: boolean; isWaiting: boolean; joined: number };

/** The seat rules told again, as plainly as can be: sets of people, counted from nothing at every question. */
export type World = {
  /** Moves on with each import: what one brings is of one moment. */
  clock: number;
  accounts: { planSeatCount: number; overage: Overage; state: AccountState; isAutoActivating: boolean }[];
  /** By the place of the account, where there is one; members by the place of their login. */
  organizations: { account: number | undefined; members: Map<number, Member> }[];
  /** `cameWith`: the people with whom a login came to its person, each joined with the next. */
  logins: { name: string; person: number; student: MarkWords; bot: MarkWords; cameWith: number[] }[];
};

/** What a step makes of the world, or the code with which it is refused. */
export type Outcome = { after: World; refusal: "precondition_failed" | "conflict" | "not_found" | undefined };

const refusedUnless = (isAllowed: boolean) => (isAllowed ? undefined : ("precondition_failed" as const));

export function isStudent({ student }: World["logins"][number]): boolean {
  return student.byStaff ?? student.byImport ?? false;
}

/** Of the known list the names that end in [bot]. */
export function isBot({ name, bot }: World["logins"][number]): boolean {
  return bot.byStaff ?? (name.endsWith("[bot]") || (bot.byImport ?? false));
}

export function kindOf(world: World, person: number): "seat" | "student" | "bot" {
  const logins = world.logins.filter((login) => login.person === person);
  if (logins.every(isBot)) return "bot";
  return logins.some(isStudent) ? "student" : "seat";
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

export function accountPeople(world: World, account: number): Set<number> {
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

export function mayGrant(before: World, after: World, account: number): boolean {
  const { state, overage, planSeatCount } = after.accounts[account]!;
  if (state !== "active") return false;
  const [usedBefore, usedAfter] = [seatsOf(before, account).size, seatsOf(after, account).size];
  return overage === "allow" || usedAfter <= usedBefore || usedAfter <= planSeatCount;
}

/** Nobody waits for a seat of an account that their organization left. */
function placed(world: World, organizations: number[], account: number | undefined): World {
  const after = structuredClone(world);
  for (const place of organizations) {
    after.organizations[place]!.account = account;
    for (const member of after.organizations[place]!.members.values()) member.isWaiting = false;
  }
  return after;
}

/** S9, and S11 where the organizations are in another account. */
export function attach(world: World, account: number, organizations: number[]) {
  const after = placed(world, organizations, account);
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
  return { after, refusal: refusedUnless(mayGrant(world, after, account)), expected };
}

/** S10. */
export function detach(world: World, account: number, organization: number) {
  const after = placed(world, [organization], undefined);
  const expected = {
    usedBefore: seatsOf(world, account).size,
    usedAfter: seatsOf(after, account).size,
    peopleLeaving: accountPeople(world, account).size - accountPeople(after, account).size,
  };
  return { after, refusal: undefined, expected };
}

/** S13. */
export function close(world: World, account: number) {
  const organizations = organizationsOf(world, account);
  const after = placed(world, organizations, undefined);
  after.accounts[account]!.state = "closed";
  const expected = {
    organizations: organizations.length,
    people: accountPeople(world, account).size,
    usedSeats: seatsOf(world, account).size,
  };
  return { after, refusal: undefined, expected };
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
export type Effects = ReturnType<typeof effectsOf>;

/** S4: staff's word on a login. A fact, so it is refused only where it is said already. */
export function mark(world: World, login: number, words: { student: boolean | null; bot: boolean | null }) {
  const after = structuredClone(world);
  const { person, student, bot } = after.logins[login]!;
  const isUnchanged = student.byStaff === words.student && bot.byStaff === words.bot;
  student.byStaff = words.student;
  bot.byStaff = words.bot;
  const said = world.logins[login]!;
  return {
    after,
    refusal: isUnchanged ? ("conflict" as const) : undefined,
    before: { student: said.student.byStaff, bot: said.bot.byStaff },
    kindBefore: kindOf(world, person),
    kindAfter: kindOf(after, person),
    effects: effectsOf(world, after, loginsOf(world, person)),
  };
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
  const effects = effectsOf(world, isAllowed ? after : world, groups.flat());
  return { after, refusal: refusedUnless(isAllowed), groups, effects };
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
  const effects = effectsOf(world, after, theirs);
  return { after, refusal: refusedUnless(isAllowed), groups: [staying, going], effects };
}
