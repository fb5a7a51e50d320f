import { formatMoney, formatNumber } from "./format";
import { type Permission, permissions, type Role, roleNames } from "./permissions";

/** What was done, in the words of the log. */
export const actionWords: Record<Permission, string> = {
  "account.create": "Created account",
  "account.rename": "Renamed account",
  "account.set_inactive": "Set account inactive",
  "account.set_active": "Set account active",
  "account.mark_delinquent": "Marked account delinquent",
  "account.clear_delinquent": "Cleared delinquent",
  "account.close": "Closed account",
  "account.reopen": "Reopened account",
  "organization.attach": "Attached organization",
  "organization.detach": "Detached organization",
  "organization.move": "Moved organization",
  "organization.rename": "Renamed organization",
  "organization.remove": "Removed organization",
  "seats.change": "Changed seat plan",
  "true_up.leave_out": "Left day out of true-up",
  "true_up.take_in": "Took day back into true-up",
  "person.activate": "Activated person",
  "person.deactivate": "Deactivated person",
  "person.join": "Joined people",
  "person.reject_join": "Kept people apart",
  "person.split": "Split person",
  "person.mark": "Marked login",
  "plan.add": "Added plan",
  "plan.change": "Changed plan",
  "roster.import": "Imported roster",
  "roster.delete_names": "Deleted names in old imports",
  "suggestions.refresh": "Refreshed suggestions",
  "call.delete": "Deleted old answers",
  "webhook.add": "Added webhook",
  "webhook.deliver": "Delivered to webhook",
  "webhook.pause": "Paused webhook",
  "webhook.resume": "Resumed webhook",
  "webhook.test": "Tested webhook",
  "webhook.send_again": "Sent message again",
  "webhook.remove": "Removed webhook",
  "staff.add": "Added staff",
  "staff.change_role": "Changed role",
  "staff.remove": "Removed staff",
  "staff.forget_identity": "Allowed a new identity",
};

export const actions = Object.keys(permissions) as Permission[];

type Fact = string | number | boolean | null;
export type AuditFacts = Record<string, Fact>;

export const subjectKinds = ["account", "organization", "person", "plan", "staff", "webhook"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** An entry of the log, with what it names. */
export type AuditRow = {
  id: number;
  /** Rows that share it were written by one change. */
  changeId: string;
  createdAt: Date;
  action: Permission;
  actor: string;
  accountId: string | null;
  accountName: string | null;
  subjectKind: SubjectKind;
  subjectId: string;
  /** As it is called today; null when it no longer exists. */
  subjectName: string | null;
  reason: string;
  ticket: string | null;
  before: AuditFacts | null;
  after: AuditFacts | null;
};

/** A change of the log: its first entries, and how many it has in all. */
export type AuditChange = Pick<AuditRow, "changeId" | "createdAt" | "actor" | "reason" | "ticket"> & {
  entries: [AuditRow, ...AuditRow[]];
  entryCount: number;
  /** How many subjects its first action has. */
  subjectCount: number;
};

/** A fact that a change altered, in words. A new fact has no `before`, and one that is gone has no `after`. */
export type ChangedFact = { name: string; before?: string; after?: string };

export function changedFacts(before: AuditFacts | null, after: AuditFacts | null): ChangedFact[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .filter((name) => before?.[name] !== after?.[name] && !(isMissing(before, name) && after?.[name] === 0))
    .map((name) => ({
      name: inWords(name),
      before: before?.[name] === undefined ? undefined : factInWords(name, before[name]),
      after: after?.[name] === undefined ? undefined : factInWords(name, after[name]),
    }));
}

/** A count that only `after` has says how much was done. If it is zero, nothing was. */
function isMissing(before: AuditFacts | null, name: string): boolean {
  return before !== null && !(name in before);
}

/** "planSeats" is "plan seats", "ownPriceCents" is "own price". */
function inWords(name: string): string {
  return name.replace(/Cents$/, "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function factInWords(name: string, fact: Fact): string {
  if (fact === null) return name === "unitPriceCents" ? "by contract" : "none";
  if (typeof fact === "boolean") return fact ? "yes" : "no";
  if (typeof fact === "number" && name.endsWith("Cents")) return formatMoney(fact);
  if (typeof fact === "number") return formatNumber(fact);
  return name === "role" && fact in roleNames ? roleNames[fact as Role] : fact;
}
