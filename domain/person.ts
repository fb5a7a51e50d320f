import { formatNumber } from "./format";
import { namesInWords } from "./names";
import type { PersonStatus } from "./people";
import { type Kind, refuseGrant, refuseState, type SeatAccount, seatTotals } from "./seats";

/** Each source's word on one mark of a login, student or bot. The list of known bots has no students. */
export type MarkWords = { byStaff: boolean | null; isKnown: boolean; byImport: boolean | null };

/** A mark: each source's word, and the result. */
export type Mark = MarkWords & { isSet: boolean };

/** S4: whether the mark is set, given each source's word. */
export function isMarked({ byStaff, isKnown, byImport }: MarkWords): boolean {
  return byStaff ?? (isKnown || (byImport ?? false));
}

/** The source that decides a mark (S4); undefined if no source has said anything. */
function deciderOf({ byStaff, isKnown, byImport }: MarkWords): "staff" | "known list" | "import" | undefined {
  if (byStaff !== null) return "staff";
  if (isKnown) return "known list";
  return byImport === null ? undefined : "import";
}

/** "yes (staff)", or "no" if no source has said anything. */
export function markInWords(mark: MarkWords): string {
  const decider = deciderOf(mark);
  return (isMarked(mark) ? "yes" : "no") + (decider ? ` (${decider})` : "");
}

export type MarkedLogin = { name: string; student: Mark; bot: Mark };

/** S4: a bot if every login is one, else a student if any login is. */
export function kindOf(logins: readonly Record<"student" | "bot", Pick<Mark, "isSet">>[]): Kind {
  if (logins.length > 0 && logins.every(({ bot }) => bot.isSet)) return "bot";
  return logins.some(({ student }) => student.isSet) ? "student" : "seat";
}

/** What decides whether a person takes a seat in an account: their logins and their organizations in it. */
export type SeatFacts = {
  status: PersonStatus;
  account: SeatAccount & { usedSeatCount: number };
  /** `activeLogins`: how many of the person's logins are activated there. */
  organizations: readonly { login: string; activeLogins: number }[];
  logins: readonly MarkedLogin[];
};

/** Why a person takes a seat in an account and what would free it (S8), or why they take none (S3, S4). */
export function seatInWords(facts: SeatFacts): string {
  const { status, account, organizations, logins } = facts;
  switch (status) {
    case "seat":
      return [freeingInWords(facts), humanInWords(logins), heldInWords(account)].filter(Boolean).join(" ");
    case "not_activated":
      return `A member of ${namesInWords(organizations.map(({ login }) => login))}, but not activated anywhere in this account. ${activationInWords(facts)}`;
    default:
      return `Takes no seat: ${markedInWords(status, logins)}.`;
  }
}

function freeingInWords({ organizations }: SeatFacts): string {
  const active = organizations.filter(({ activeLogins }) => activeLogins > 0);
  const [only] = active;
  if (active.length === 1 && only) {
    const what = only.activeLogins === 1 ? "" : ` ${all(only.activeLogins)} logins`;
    return `Holds a seat through ${only.login} only. Deactivating${what} there frees it.`;
  }
  const names = namesInWords(active.map(({ login }) => login));
  const sentence = `Holds a seat through ${names}. The seat is freed only when ${all(active.length)} are deactivated.`;
  const shared = active.filter(({ activeLogins }) => activeLogins > 1);
  if (shared.length === 0) return sentence;
  const most = shared.length === 1 ? formatNumber(shared[0]!.activeLogins) : "several";
  return `${sentence} In ${namesInWords(shared.map(({ login }) => login))}, that means ${most} logins.`;
}

/** Why a person with a bot's login still takes a seat. */
function humanInWords(logins: readonly MarkedLogin[]): string {
  const named = (isBot: boolean) =>
    namesInWords(logins.filter(({ bot }) => bot.isSet === isBot).map(({ name }) => name));
  const [bots, humans] = [named(true), named(false)];
  if (!bots || !humans) return "";
  return `A person with a human login (${humans}) is not a bot, despite ${bots}.`;
}

function heldInWords(account: SeatAccount): string {
  return account.isActive ? "" : "This account is inactive, but the seat still counts.";
}

/** S7: what it would cost to activate a person who is activated nowhere, or why it is refused. */
function activationInWords({ account, logins }: SeatFacts): string {
  const refusedState = refuseState(account);
  if (refusedState) return refusedState.message;
  const kind = kindOf(logins);
  if (kind !== "seat") return `Activating them costs no seat: ${markedInWords(kind, logins)}.`;
  const used = account.usedSeatCount;
  const refusal = refuseGrant({ account, usedBefore: used, usedAfter: used + 1 });
  if (refusal) return `Activating them takes a seat, and no seat is free. ${refusal.message}`;
  const { available } = seatTotals(account, used);
  if (available > 0)
    return `Activating them takes a seat; ${formatNumber(available)} ${available === 1 ? "is" : "are"} free.`;
  return `Activating them takes a seat and leaves the account over by ${formatNumber(seatTotals(account, used + 1).over)}.`;
}

const deciders = { staff: "staff", "known list": "the list of known bots", import: "the last import" };

function markedInWords(kind: "student" | "bot", logins: readonly MarkedLogin[]): string {
  const marked = logins.filter((login) => login[kind].isSet);
  const names = namesInWords(marked.map(({ name }) => name));
  if (marked.length > 1) return `${names} are ${kind}s' logins`;
  const decider = marked[0] && deciderOf(marked[0][kind]);
  return `${names} is a ${kind}'s login${decider ? ` according to ${deciders[decider]}` : ""}`;
}

function all(number: number): string {
  return number === 2 ? "both" : `all ${formatNumber(number)}`;
}
