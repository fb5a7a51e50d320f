import { DomainError } from "./errors";

export const roles = ["admin", "account_rep", "support"] as const;
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, string> = { admin: "admin", account_rep: "account rep", support: "support" };

/** The actor: a person who signed in, a program with a token, a job of the console, or a person at a terminal. */
export type Actor =
  | { kind: "staff"; id: string; email: string; role: Role }
  | { kind: "token"; id: string; name: string; scopes: readonly Permission[] }
  | { kind: "system"; job: string }
  | { kind: "cli"; user: string };

/**
 * Every change the console can make, and who may make it. The audit log records the same names. Support is in no list,
 * since it is read-only.
 */
export const permissions = {
  "account.create": ["admin", "account_rep", "system"],
  "account.rename": ["admin", "account_rep"],
  "account.set_inactive": ["admin", "account_rep"],
  "account.set_active": ["admin", "account_rep"],
  "account.mark_delinquent": ["admin", "account_rep"],
  "account.clear_delinquent": ["admin", "account_rep"],
  "account.close": ["admin", "account_rep"],
  "account.reopen": ["admin", "account_rep"],
  "organization.attach": ["admin", "account_rep", "system", "token"],
  "organization.detach": ["admin", "account_rep", "token"],
  "organization.move": ["admin", "account_rep", "token"],
  "organization.rename": ["admin"],
  "organization.remove": ["admin"],
  "seats.change": ["admin", "account_rep", "token"],
  "true_up.leave_out": ["admin"],
  "true_up.take_in": ["admin"],
  "person.activate": ["admin", "account_rep", "token"],
  "person.deactivate": ["admin", "account_rep", "token"],
  "person.join": ["admin", "account_rep", "cli", "system"],
  "person.reject_join": ["admin", "account_rep"],
  "person.split": ["admin", "account_rep"],
  "person.mark": ["admin", "account_rep"],
  "plan.add": ["admin"],
  "plan.change": ["admin"],
  "roster.import": ["admin", "account_rep", "cli", "system"],
  "roster.delete_names": ["system"],
  "suggestions.refresh": ["admin", "account_rep", "cli", "system"],
  "call.delete": ["system"],
  "webhook.add": ["admin", "account_rep"],
  "webhook.deliver": ["system"],
  "webhook.pause": ["admin", "account_rep"],
  "webhook.resume": ["admin", "account_rep"],
  "webhook.test": ["admin", "account_rep"],
  "webhook.send_again": ["admin", "account_rep"],
  "webhook.remove": ["admin", "account_rep"],
  "staff.add": ["admin", "system"],
  "staff.change_role": ["admin"],
  "staff.remove": ["admin"],
  "staff.forget_identity": ["admin"],
} as const satisfies Record<string, readonly (Role | "system" | "cli" | "token")[]>;

export type Permission = keyof typeof permissions;

/** A token can do what its scopes name, of what the table opens to tokens at all. */
export function can(actor: Actor, permission: Permission): boolean {
  const allowed: readonly string[] = permissions[permission];
  if (actor.kind === "token" && !actor.scopes.includes(permission)) return false;
  return allowed.includes(actor.kind === "staff" ? actor.role : actor.kind);
}

/** Why a control is disabled for this actor; undefined if they may use it. */
export function disabledReason(actor: Actor, permission: Permission): string | undefined {
  if (can(actor, permission)) return undefined;
  if (actor.kind === "token") {
    const isInScope = actor.scopes.includes(permission);
    return isInScope ? "No token can do this." : `This token cannot do this: ${permission} is not among its scopes.`;
  }
  const allowed: readonly string[] = permissions[permission];
  const names = roles.filter((role) => allowed.includes(role)).map((role) => `${roleNames[role]}s`);
  return `Only ${names.join(" and ")} can do this.`;
}

/** Why a control is off. A rule comes first, because it holds for every role. */
export function reasonsInWords(refusal: string | undefined, disabledReason: string | undefined): string | undefined {
  return [refusal, disabledReason].filter(Boolean).join(" ") || undefined;
}

export function authorize(actor: Actor, permission: Permission): void {
  const reason = disabledReason(actor, permission);
  if (reason) throw new DomainError("forbidden", reason);
}

/** The actor's name in the audit log. */
export function nameOf(actor: Actor): string {
  if (actor.kind === "staff") return actor.email;
  if (actor.kind === "token") return `api:${actor.name}`;
  return actor.kind === "cli" ? `cli:${actor.user}` : `system:${actor.job}`;
}

/** Tells callers apart for good: a staff member or a token may be renamed, and their name given to another. */
export function callerOf(actor: Actor): string {
  return "id" in actor ? `${actor.kind}:${actor.id}` : nameOf(actor);
}
