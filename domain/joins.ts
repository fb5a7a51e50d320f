import { type AccountEffect, cutEffects } from "./account-effects";
import { evidenceKinds } from "./evidence";
import { formatNumber } from "./format";
import { namesInWords } from "./names";
import { kindOf } from "./person";
import type { PlanRefusal } from "./preview";
import { type Kind, type SeatPlan, seatTotals } from "./seats";

/** Evidence that two logins are one person; never a name alone (S2, S12). */
export const joinEvidences = [...evidenceKinds, "former_login", "same_owner"] as const;
export type JoinEvidence = (typeof joinEvidences)[number];

/** A value that more logins than this share is a group's mailbox or a placeholder, and not evidence. */
export const mostLoginsSharing = 10;

/** Two logins of two people, and the evidence that they are one. */
export type EvidencePair = {
  one: string;
  other: string;
  evidence: JoinEvidence[];
  verifiedEmail: string | null;
  samlNameId: string | null;
};

/** "same verified e-mail ann@acme.example" */
function evidenceAlone({ evidence, verifiedEmail, samlNameId }: EvidencePair): string {
  const words: Record<JoinEvidence, string> = {
    verified_email: `same verified e-mail ${verifiedEmail}`,
    saml_name_id: `same SAML name id ${samlNameId}`,
    former_login: "one is a former login of the other",
    same_owner: "one used to belong to the other person",
  };
  return namesInWords(evidence.map((kind) => words[kind]));
}

/** "ann and ann-acme: same verified e-mail ann@acme.example". */
export function evidenceInWords(pair: EvidencePair): string {
  return `${pair.one} and ${pair.other}: ${evidenceAlone(pair)}`;
}

/** The evidence in the audit log. The customer's word is where the entry's ticket leads. */
export function joinedBecause(evidence: readonly EvidencePair[]): string {
  return evidence.length === 0 ? "the customer said so" : evidence.map(evidenceInWords).join("; ");
}

/** If each of the two people has one login, the logins are not repeated. */
export function listEvidence(people: readonly JoinPerson[], evidence: readonly EvidencePair[]): string[] {
  if (people.some(({ logins }) => logins.length > 1)) return evidence.map(evidenceInWords);
  return evidence.map((pair) => {
    const words = evidenceAlone(pair);
    return words.charAt(0).toUpperCase() + words.slice(1);
  });
}

export type JoinLogin = { id: number; name: string; student: { isSet: boolean }; bot: { isSet: boolean } };
export type JoinPerson = { id: number; name: string; logins: JoinLogin[] };

/** An account, and which logins of these people are activated in it. */
export type JoinAccount = SeatPlan & {
  id: string;
  name: string;
  used: number;
  students: number;
  bots: number;
  activeLoginIds: number[];
};

/** Each account's counts when the same logins are grouped into other people. */
function effectsOf(
  accounts: readonly JoinAccount[],
  before: readonly JoinLogin[][],
  after: readonly JoinLogin[][],
): AccountEffect[] {
  const isActiveIn = (account: JoinAccount) => (logins: readonly JoinLogin[]) =>
    logins.some(({ id }) => account.activeLoginIds.includes(id));
  return accounts
    .filter((account) => before.some(isActiveIn(account)))
    .map((account) => {
      const count = (people: readonly JoinLogin[][], kind: Kind) =>
        people.filter((logins) => isActiveIn(account)(logins) && kindOf(logins) === kind).length;
      const more = (kind: Kind) => count(after, kind) - count(before, kind);
      const { id, name, used, students, bots } = account;
      const usedAfter = used + more("seat");
      const { total, over } = seatTotals(account, usedAfter);
      return {
        id,
        name,
        total,
        over,
        usedBefore: used,
        usedAfter,
        studentsBefore: students,
        studentsAfter: students + more("student"),
        botsBefore: bots,
        botsAfter: bots + more("bot"),
      };
    });
}

/** What regrouping logins does in every account. */
export type Regrouping = { effects: AccountEffect[]; logins: string; refusal: PlanRefusal | undefined };

export type RegroupPlan = Regrouping & { accountCount: number };

/** What joining does, and whether only somebody's word says that the two are one person. */
export type JoinPlan = RegroupPlan & { needsWord: boolean };

export function cutJoin(join: Regrouping, evidence: readonly EvidencePair[]): JoinPlan {
  return { ...cutRegrouping(join), needsWord: evidence.length === 0 };
}

/** As a preview shows it: shortened, because a bot can be in thousands of accounts. */
export function cutRegrouping({ effects, logins, refusal }: Regrouping): RegroupPlan {
  return { effects: cutEffects(effects), accountCount: effects.length, logins, refusal };
}

/** S12. Joining never raises a seat count: a seat-taker and another person become at most one seat-taker. */
export function planJoin(
  [one, other]: readonly [JoinPerson, JoinPerson],
  accounts: readonly JoinAccount[],
): Regrouping {
  const apart = [one.logins, other.logins];
  // Joined with a human, a bot would take seats in its own accounts. This is refused, so the preview shows no change.
  const effects = effectsOf(accounts, apart, isBot(one) === isBot(other) ? [apart.flat()] : apart);
  if (effects.some(({ usedBefore, usedAfter }) => usedAfter > usedBefore)) {
    throw new Error(`Joining ${one.id} and ${other.id} would raise a seat count.`);
  }
  return {
    effects,
    logins: groupsInWords(apart),
    refusal: refuseJoin(one, other),
  };
}

function isBot({ logins }: JoinPerson): boolean {
  return kindOf(logins) === "bot";
}

function refuseJoin(one: JoinPerson, other: JoinPerson): PlanRefusal | undefined {
  if (one.id === other.id) return { message: `${one.name} is already one person.` };
  if (isBot(one) !== isBot(other)) {
    const [bot, person] = isBot(one) ? [one, other] : [other, one];
    return { message: `${bot.name} is a bot and ${person.name} is not. Bots can only be joined with bots.` };
  }
}

/** A fact, not a grant, so it may leave an account over. */
export function planSplit(
  person: JoinPerson,
  loginIds: readonly number[],
  accounts: readonly JoinAccount[],
): Regrouping & { going: JoinLogin[] } {
  const going = person.logins.filter(({ id }) => loginIds.includes(id));
  const staying = person.logins.filter(({ id }) => !loginIds.includes(id));
  const isWhole = going.length > 0 && staying.length > 0;
  const nothing = { message: `${person.name} has no other login, so there is nothing to split.` };
  return {
    going,
    effects: effectsOf(accounts, [person.logins], isWhole ? [staying, going] : [person.logins]),
    logins: groupsInWords([staying, going]),
    refusal: isWhole ? undefined : nothing,
  };
}

/** "Frees a seat in Acme and Globex." */
export function freedInWords(effects: readonly AccountEffect[]): string {
  const freeing = effects.filter(({ usedBefore, usedAfter }) => usedAfter < usedBefore);
  if (freeing.length === 0) return "Frees no seat.";
  return `Frees a seat in ${namesInWords(freeing.map(({ name }) => name))}.`;
}

/** "Takes one more seat in Acme. Leaves Acme over by 2." */
export function takenInWords(effects: readonly AccountEffect[]): string {
  const taking = effects.filter(({ usedBefore, usedAfter }) => usedAfter > usedBefore);
  const over = taking.filter(({ over }) => over > 0);
  const words = [
    taking.length > 0
      ? `Takes one more seat in ${namesInWords(taking.map(({ name }) => name))}.`
      : "Takes no extra seat.",
    over.length > 0 &&
      `Leaves ${namesInWords(over.map(({ name, over }) => `${name} over by ${formatNumber(over)}`))}. A split is a fact, so it is done anyway.`,
  ];
  return words.filter(Boolean).join(" ");
}

/** All logins, as an audit row lists them for a person. */
export function loginsInWords(logins: readonly JoinLogin[]): string {
  return logins.map(({ name }) => name).join(", ");
}

/** Which logins belong together, as "12+15 40", so that a preview can tell when they change. */
function groupsInWords(groups: readonly JoinLogin[][]): string {
  const sorted = groups.map((logins) => logins.map(({ id }) => id).sort((a, b) => a - b));
  return sorted
    .sort(([a = 0], [b = 0]) => a - b)
    .map((ids) => ids.join("+"))
    .join(" ");
}

/** Titles that tell two people apart by a login each, since their names may be the same. */
export function joinTitles(people: readonly [JoinPerson, JoinPerson], evidence: readonly EvidencePair[]) {
  const [one, other] = evidence[0]
    ? [evidence[0].one, evidence[0].other]
    : people.map(({ name, logins }) => logins[0]?.name ?? name);
  return { join: `Join ${one} and ${other}`, keepApart: `Keep ${one} and ${other} apart` };
}

/** Two people in an address, the older record first. */
export function pairInAddress(one: number, other: number): string {
  return one < other ? `${one}-${other}` : `${other}-${one}`;
}

export function pairFrom(parameter: string | string[] | undefined): [number, number] | undefined {
  const match = typeof parameter === "string" ? /^([1-9]\d{0,14})-([1-9]\d{0,14})$/.exec(parameter) : null;
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}
