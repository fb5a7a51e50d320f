import { addresses } from "./addresses";
import type { AuditFacts, SubjectKind } from "./audit-log";
import { staffWordIn } from "./marks";
import type { Permission } from "./permissions";
import { shorten } from "./shorten";

/** An entry of the audit log, as far as taking its change back depends on it. */
export type ReversibleEntry = {
  action: Permission;
  accountId?: string | null;
  subjectKind: SubjectKind;
  subjectId: string;
  /** As it is called today. */
  subjectName?: string | null;
  before?: AuditFacts | null;
  after?: AuditFacts | null;
};

type Change = { changeId: string; reason: string; entries: readonly ReversibleEntry[] };

/** The dialog that takes a change back, filled in, or why it cannot be. */
export type Reversal = { href: string } | { why: string };

type Way = (change: Change, first: ReversibleEntry, reason: string) => string | undefined;

const sent = "A message that was sent cannot be called back.";

const byHand = {
  name: "Change the name again to correct it.",
  state: "The account's overview has the opposite button.",
  staff: "The Staff page has the opposite button.",
  fact: "An import records facts. A newer roster corrects it.",
};

/** How each change is taken back: by the address of a dialog, or why it is not. */
const ways: Record<Permission, Way | string> = {
  "organization.attach": ({ entries }, { accountId }, reason) =>
    accountId ? addresses.account(accountId).organizations({ detach: idsOf(entries), reason }) : undefined,

  "organization.detach": ({ entries }, { accountId }, reason) => {
    const logins = entries.map(({ subjectName, before }) => subjectName ?? before?.login);
    return accountId
      ? addresses.account(accountId).organizations({ organizations: logins.join(" "), reason })
      : undefined;
  },

  "organization.move": ({ entries }, from, reason) => {
    const to = entries.find(({ accountId }) => accountId !== from.accountId);
    return to?.accountId && from.accountId
      ? addresses.account(to.accountId).organizations({ move: from.subjectId, to: from.accountId, reason })
      : undefined;
  },

  "seats.change": (_, { accountId, before }, reason) => {
    if (!accountId || !before) return undefined;
    const { plan, planSeats, freeSeats, overage, autoActivate } = before;
    const ownPrice = before.ownPriceCents;
    return addresses.account(accountId).seats({
      plan: textOf(plan),
      planSeats: textOf(planSeats),
      freeSeats: textOf(freeSeats),
      overage: textOf(overage),
      autoActivate: autoActivate === undefined ? undefined : autoActivate ? "on" : "off",
      ownPriceCents: ownPrice === null ? "none" : textOf(ownPrice),
      reason,
    });
  },

  "true_up.leave_out": (_, { accountId, after }, reason) => historyAt(accountId, after, "takeIn", reason),
  "true_up.take_in": (_, { accountId, after }, reason) => historyAt(accountId, after, "leaveOut", reason),

  "person.activate": ({ changeId }, { accountId }, reason) =>
    accountId ? addresses.account(accountId).people({ change: changeId, deactivate: "everybody", reason }) : undefined,

  "person.deactivate": ({ changeId }, { accountId }, reason) =>
    accountId ? addresses.account(accountId).undo(changeId, { reason }) : undefined,

  "person.mark": (_, { subjectId, before }, reason) => {
    const [student, bot] = [staffWordIn(before?.student), staffWordIn(before?.bot)];
    const owner = before?.owner;
    if (typeof owner !== "number" || !student || !bot) return undefined;
    return addresses.person(subjectId, { mark: owner, student, bot, reason });
  },

  "person.join": ({ entries }, { subjectId }, reason) => {
    const owner = entries.find((entry) => typeof entry.before?.owner === "number")?.before?.owner;
    return typeof owner === "number" ? addresses.person(subjectId, { split: owner, reason }) : undefined;
  },

  "person.split": ({ entries }, { subjectId }, reason) => {
    const other = entries.find((entry) => entry.subjectId !== subjectId);
    return other && addresses.person(subjectId, { join: other.subjectId, reason });
  },

  "account.create": "Close the account instead.",
  "account.rename": byHand.name,
  "account.set_inactive": byHand.state,
  "account.set_active": byHand.state,
  "account.mark_delinquent": byHand.state,
  "account.clear_delinquent": byHand.state,
  "account.close": "Reopen the account, then attach its organizations again.",
  "account.reopen": byHand.state,
  "organization.rename": byHand.name,
  "organization.remove": "An organization that was removed comes back with its next roster.",
  "person.reject_join": "Join the two on the page of either person.",
  "plan.add": "Take the plan off sale instead.",
  "plan.change": "Change the plan again to correct it.",
  "roster.import": byHand.fact,
  "roster.delete_names": "The names are gone for good.",
  "suggestions.refresh": "A refresh only recounts.",
  "call.delete": "The answers are gone for good.",
  "webhook.add": "Remove the webhook instead.",
  "webhook.deliver": sent,
  "webhook.pause": "Resume the webhook instead.",
  "webhook.resume": "Pause the webhook instead.",
  "webhook.test": sent,
  "webhook.send_again": sent,
  "webhook.remove": "Add the webhook again. It gets a new secret.",
  "staff.add": byHand.staff,
  "staff.change_role": byHand.staff,
  "staff.remove": byHand.staff,
  "staff.forget_identity": "Their next sign-in sets a new identity.",
};

const undidAnother = "This change undid another one. Make that one again instead.";
export const tooOld = "This entry is too old to hold what is needed. Make the opposite change by hand.";

/** Why a change cannot be undone, as its first entry says; undefined if it can. */
export function whyNotReversible({ action, after }: Pick<ReversibleEntry, "action" | "after">): string | undefined {
  const way = ways[action];
  if (typeof way === "string") return way;
  return after?.undoes === undefined ? undefined : undidAnother;
}

export function reversalOf(change: Change): Reversal {
  const [first] = change.entries;
  if (!first) return { why: tooOld };
  const why = whyNotReversible(first);
  if (why !== undefined) return { why };
  const way = ways[first.action];
  const reason = shorten(`Undo: ${change.reason}`, 500);
  const main = { ...change, entries: change.entries.filter(({ action }) => action === first.action) };
  const href = typeof way === "string" ? undefined : way(main, first, reason);
  return href === undefined ? { why: tooOld } : { href };
}

function historyAt(
  accountId: ReversibleEntry["accountId"],
  after: ReversibleEntry["after"],
  dialog: "leaveOut" | "takeIn",
  reason: string,
): string | undefined {
  const day = textOf(after?.day);
  return accountId && day ? addresses.account(accountId).seatHistory({ from: day, [dialog]: day, reason }) : undefined;
}

function idsOf(entries: readonly ReversibleEntry[]): string[] {
  return [...new Set(entries.map(({ subjectId }) => subjectId))];
}

function textOf(fact: AuditFacts[string] | undefined): string | undefined {
  return fact === undefined || fact === null ? undefined : String(fact);
}
