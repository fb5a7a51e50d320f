import { type AccountEffect, mostAccountsShown, othersNamed } from "./account-effects";
import { isMarked, kindOf, type MarkedLogin } from "./person";
import { type Kind, type SeatPlan, seatTotals } from "./seats";

/** What staff set a mark to; with "none" the list of known bots and the imports decide. */
export const staffWords = ["none", "yes", "no"] as const;
export type StaffWord = (typeof staffWords)[number];

export const staffWordNames: Record<StaffWord, string> = { none: "Not set by staff", yes: "Yes", no: "No" };

export function staffWordOf(byStaff: boolean | null): StaffWord {
  if (byStaff === null) return "none";
  return byStaff ? "yes" : "no";
}

/** What staff said of a mark, from the words of the audit log, which name the source that decided it. */
export function staffWordIn(words: unknown): StaffWord | undefined {
  if (typeof words !== "string") return undefined;
  if (!words.endsWith("(staff)")) return "none";
  return words.startsWith("yes") ? "yes" : "no";
}

export function saidBy(word: StaffWord): boolean | null {
  return word === "none" ? null : word === "yes";
}

/** Both marks that staff set on a login. */
export type StaffMarks = { student: StaffWord; bot: StaffWord };

/** The counts of an account in which the person is activated. */
export type MarkedAccount = SeatPlan & {
  id: string;
  name: string;
  usedSeatCount: number;
  studentCount: number;
  botCount: number;
};

/** The sums of the accounts that are not shown one by one. `over` is their sum if each used this many seats more. */
type OtherAccounts = {
  count: number;
  used: number;
  students: number;
  bots: number;
  total: number;
  over: Record<"-1" | "0" | "1", number>;
};

/** The facts that a mark's effect depends on. The action reads them under lock, the preview without. */
export type MarkFacts = {
  ownerId: number;
  userId: number;
  personName: string;
  logins: readonly (MarkedLogin & { id: number })[];
  accounts: MarkedAccount[];
  others?: OtherAccounts;
};

/** What a preview shows, since a bot may be in thousands of accounts: full accounts first, the rest as sums. */
export function cutAccounts(facts: MarkFacts): MarkFacts {
  const isFull = (account: MarkedAccount) => Number(seatTotals(account, account.usedSeatCount).available === 0);
  const sorted = facts.accounts.toSorted((one, other) => isFull(other) - isFull(one));
  const rest = sorted.splice(mostAccountsShown);
  if (rest.length === 0) return facts;

  const sum = (of: (account: MarkedAccount) => number) => rest.reduce((total, account) => total + of(account), 0);
  const overAt = (more: number) => sum((account) => seatTotals(account, account.usedSeatCount + more).over);
  const others = {
    count: rest.length,
    used: sum(({ usedSeatCount }) => usedSeatCount),
    students: sum(({ studentCount }) => studentCount),
    bots: sum(({ botCount }) => botCount),
    total: sum((account) => seatTotals(account, 0).total),
    over: { "-1": overAt(-1), "0": overAt(0), "1": overAt(1) },
  };
  return { ...facts, accounts: sorted, others };
}

export type MarkPlan = {
  studentBefore: StaffWord;
  botBefore: StaffWord;
  kindBefore: Kind;
  kindAfter: Kind;
  isUnchanged: boolean;
  accounts: AccountEffect[];
  /** How many accounts count the person, including the accounts in the sums. */
  accountCount: number;
};

/** S4: what marks on one login do to the person and to every account that counts them. A fact, so never refused. */
export function planMark({ ownerId, logins, accounts, others }: MarkFacts, words: StaffMarks): MarkPlan {
  const kindBefore = kindOf(logins);
  const kindAfter = kindOf(logins.map((login) => (login.id === ownerId ? withWords(login, words) : login)));
  const login = logins.find(({ id }) => id === ownerId);
  const studentBefore = staffWordOf(login?.student.byStaff ?? null);
  const botBefore = staffWordOf(login?.bot.byStaff ?? null);
  const move = {
    seat: differenceOf("seat", kindBefore, kindAfter),
    student: differenceOf("student", kindBefore, kindAfter),
    bot: differenceOf("bot", kindBefore, kindAfter),
  };
  const effects = accounts.map((account) => effectOn(account, move));
  return {
    studentBefore,
    botBefore,
    kindBefore,
    kindAfter,
    isUnchanged: studentBefore === words.student && botBefore === words.bot,
    accounts: others ? [...effects, effectOnOthers(others, move)] : effects,
    accountCount: accounts.length + (others?.count ?? 0),
  };
}

type Difference = -1 | 0 | 1;
type Move = Record<Kind, Difference>;

function differenceOf(kind: Kind, before: Kind, after: Kind): Difference {
  if (before === after) return 0;
  if (kind === after) return 1;
  return kind === before ? -1 : 0;
}

function effectOn({ id, name, ...account }: MarkedAccount, move: Move): AccountEffect {
  const usedAfter = account.usedSeatCount + move.seat;
  const { total, over } = seatTotals(account, usedAfter);
  return {
    id,
    name,
    usedBefore: account.usedSeatCount,
    usedAfter,
    studentsBefore: account.studentCount,
    studentsAfter: account.studentCount + move.student,
    botsBefore: account.botCount,
    botsAfter: account.botCount + move.bot,
    total,
    over,
  };
}

function effectOnOthers({ count, used, students, bots, total, over }: OtherAccounts, move: Move): AccountEffect {
  return {
    ...othersNamed(count),
    usedBefore: used,
    usedAfter: used + count * move.seat,
    studentsBefore: students,
    studentsAfter: students + count * move.student,
    botsBefore: bots,
    botsAfter: bots + count * move.bot,
    total,
    over: over[`${move.seat}`],
  };
}

/** The login as it would be with these marks. */
export function withWords<Login extends Pick<MarkedLogin, "student" | "bot">>(login: Login, words: StaffMarks): Login {
  const student = { ...login.student, byStaff: saidBy(words.student) };
  const bot = { ...login.bot, byStaff: saidBy(words.bot) };
  return {
    ...login,
    student: { ...student, isSet: isMarked(student) },
    bot: { ...bot, isSet: isMarked(bot) },
  };
}
