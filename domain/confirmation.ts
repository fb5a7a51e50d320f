import { addresses } from "./addresses";
import { type AuditFacts, type ChangedFact, changedFacts, type SubjectKind } from "./audit-log";
import { formatCount } from "./format";
import type { Permission } from "./permissions";
import { whyNotReversible } from "./reversal";

/** What a change did, for the person who made it. */
export type Confirmation = {
  /** A sentence without its period: "Detached nwind-docs". */
  message: string;
  /** What it altered, as far as all of its entries agree. */
  facts: ChangedFact[];
  /** Its entries in the audit log; null if it has none. */
  viewHref: string | null;
  /** Where it can be undone; null if it cannot. */
  undoHref: string | null;
};

/** An entry of the audit log, as a change writes it. */
type Entry = {
  action: Permission;
  accountId?: string | null;
  subjectKind: SubjectKind;
  subjectId: string;
  before?: AuditFacts | null;
  after?: AuditFacts | null;
};

/** More would not be read. The audit log has all of them. */
const mostFacts = 4;

const nouns: Record<SubjectKind, readonly [one: string, many: string]> = {
  account: ["account", "accounts"],
  organization: ["organization", "organizations"],
  person: ["person", "people"],
  plan: ["plan", "plans"],
  staff: ["staff member", "staff members"],
  webhook: ["webhook", "webhooks"],
};

/** What was done to `what`: a name, "the account", or "8 organizations". */
const sentences: Record<Permission, (what: string) => string> = {
  "account.create": (what) => `Created ${what}`,
  "account.rename": (what) => `Renamed ${what}`,
  "account.set_inactive": (what) => `Set ${what} inactive`,
  "account.set_active": (what) => `Set ${what} active`,
  "account.mark_delinquent": (what) => `Marked ${what} delinquent`,
  "account.clear_delinquent": (what) => `Cleared delinquent for ${what}`,
  "account.close": (what) => `Closed ${what}`,
  "account.reopen": (what) => `Reopened ${what}`,
  "organization.attach": (what) => `Attached ${what}`,
  "organization.detach": (what) => `Detached ${what}`,
  "organization.move": (what) => `Moved ${what}`,
  "organization.rename": (what) => `Renamed ${what}`,
  "organization.remove": (what) => `Removed ${what}`,
  "seats.change": () => "Saved the seat plan",
  "true_up.leave_out": () => "Left a day out of the true-up",
  "true_up.take_in": () => "Took a day back into the true-up",
  "person.activate": (what) => `Activated ${what}`,
  "person.deactivate": (what) => `Deactivated ${what}`,
  "person.join": (what) => `Joined ${what}`,
  "person.reject_join": (what) => `Kept ${what} apart`,
  "person.split": () => "Split one person into two",
  "person.mark": (what) => `Marked ${what}`,
  "plan.add": (what) => `Added ${what}`,
  "plan.change": (what) => `Changed ${what}`,
  "roster.import": (what) => `Imported ${what}`,
  "roster.delete_names": () => "Deleted the names in old imports",
  "suggestions.refresh": () => "Refreshed the suggestions",
  "call.delete": () => "Deleted old answers",
  "webhook.add": (what) => `Added ${what}`,
  "webhook.deliver": (what) => `Delivered to ${what}`,
  "webhook.pause": (what) => `Paused ${what}`,
  "webhook.resume": (what) => `Resumed ${what}`,
  "webhook.test": (what) => `Sent a test to ${what}`,
  "webhook.send_again": (what) => `Sent a message to ${what} again`,
  "webhook.remove": (what) => `Removed ${what}`,
  "staff.add": (what) => `Added ${what}`,
  "staff.change_role": (what) => `Changed the role of ${what}`,
  "staff.remove": (what) => `Removed ${what}`,
  "staff.forget_identity": (what) => `Allowed a new identity for ${what}`,
};

/**
 * Says what a change did, from its entries in the audit log. The first entry is what it was about. `subjectCount` is for
 * a change of which only some entries are at hand.
 */
export function changeInWords(entries: readonly [Entry, ...Entry[]], subjectCount?: number): string {
  const [first] = entries;
  return sentences[first.action](whatOf(first, mainOf(entries), subjectCount));
}

/** What all entries of a change agree on. */
export function factsInWords(entries: readonly [Entry, ...Entry[]]): ChangedFact[] {
  const [first] = entries;
  return [...agreedFacts(mainOf(entries)), ...aside(entries, first.action)];
}

function mainOf(entries: readonly [Entry, ...Entry[]]): readonly Entry[] {
  return entries.filter(({ action }) => action === entries[0].action);
}

/** What the person who made a change sees of it. */
export function confirmationOf(changeId: string, entries: readonly Entry[]): Confirmation {
  const [first, ...others] = entries;
  if (!first) return { message: "Nothing changed", facts: [], viewHref: null, undoHref: null };

  const accountIds = new Set(entries.map(({ accountId }) => accountId ?? null));
  const [accountId] = accountIds;
  const auditLog = accountId && accountIds.size === 1 ? addresses.account(accountId).auditLog : addresses.auditLog;
  return {
    message: changeInWords([first, ...others]) + withOrganizations(first, entries),
    facts: factsInWords([first, ...others]).slice(0, mostFacts),
    viewHref: auditLog({ change: changeId }),
    undoHref: whyNotReversible(first) === undefined ? addresses.undo(changeId) : null,
  };
}

function whatOf(first: Entry, main: readonly Entry[], subjectCount?: number): string {
  const people = first.after?.peopleActivated ?? first.after?.peopleDeactivated;
  if (typeof people === "number") return formatCount(people, ...nouns.person);

  const [one, many] = nouns[first.subjectKind];
  const ids = new Set(
    main.filter(({ subjectKind }) => subjectKind === first.subjectKind).map(({ subjectId }) => subjectId),
  );
  const count = subjectCount ?? ids.size;
  return count === 1 ? (nameIn(first) ?? `the ${one}`) : formatCount(count, one, many);
}

/** A new account begins with the organizations that the same change attached to it. */
function withOrganizations({ action }: Entry, entries: readonly Entry[]): string {
  const count = entries.filter((entry) => entry.action === "organization.attach").length;
  return action === "account.create" && count > 0 ? ` with ${formatCount(count, ...nouns.organization)}` : "";
}

/** A rename names what people know it as: the name before. */
function nameIn({ action, before, after }: Entry): string | undefined {
  const facts = action === "person.mark" ? ["login"] : ["name", "title", "login", "email", "url"];
  const name = facts.map((fact) => before?.[fact] ?? after?.[fact]).find((value) => typeof value === "string");
  return name?.toString();
}

/** A new subject has nothing that was altered: its page shows all of it. */
function agreedFacts(main: readonly Entry[]): ChangedFact[] {
  const [one = [], ...others] = main.map(({ before, after }) =>
    before ? changedFacts(before, { ...after, undoes: null }).filter(({ name }) => name !== "undoes") : [],
  );
  return one.filter((fact) =>
    others.every((facts) =>
      facts.some(({ name, before, after }) => name === fact.name && before === fact.before && after === fact.after),
    ),
  );
}

/** What a change did beside what it was about, such as plan seats raised to attach. */
function aside(entries: readonly Entry[], mainAction: Permission): ChangedFact[] {
  const others = entries.filter(({ action }) => action !== mainAction);
  return others.length === 1 ? agreedFacts(others) : [];
}
