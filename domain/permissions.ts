import { DomainError } from "./errors";

export const roles = ["admin", "account_rep", "support"] as const;
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, string> = { admin: "admin", account_rep: "account rep", support: "support" };

/** Who acts: signed-in staff, a job of the console, or a person at a terminal. */
export type Actor =
  | { kind: "staff"; id: string; email: string; role: Role }
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
  "organization.attach": ["admin", "account_rep", "system"],
  "organization.detach": ["admin", "account_rep"],
  "organization.move": ["admin", "account_rep"],
  "seats.change": ["admin", "account_rep"],
  "person.activate": ["admin", "account_rep"],
  "person.deactivate": ["admin", "account_rep"],
  "person.join": ["admin", "account_rep", "cli"],
  "person.reject_join": ["admin", "account_rep"],
  "person.split": ["admin", "account_rep"],
  "person.mark": ["admin", "account_rep"],
  "plan.add": ["admin"],
  "plan.change": ["admin"],
  "roster.import": ["admin", "account_rep", "cli", "system"],
  "suggestions.refresh": ["admin", "account_rep", "cli", "system"],
  "webhook.add": ["admin", "account_rep"],
  "webhook.deliver": ["system"],
  "webhook.remove": ["admin", "account_rep"],
  "staff.add": ["admin", "system"],
  "staff.change_role": ["admin"],
  "staff.remove": ["admin"],
  "staff.forget_identity": ["admin"],
} as const satisfies Record<string, readonly (Role | "system" | "cli")[]>;

export type Permission = keyof typeof permissions;

export function can(actor: Actor, permission: Permission): boolean {
  const allowed: readonly string[] = permissions[permission];
  return allowed.includes(actor.kind === "staff" ? actor.role : actor.kind);
}

/** Why a control is disabled for this actor; undefined if they may use it. */
export function disabledReason(actor: Actor, permission: Permission): string | undefined {
  if (can(actor, permission)) return undefined;
  const allowed: readonly string[] = permissions[permission];
  const names = roles.filter((role) => allowed.includes(role)).map((role) => `${roleNames[role]}s`);
  return `Only ${names.join(" and ")} can do this.`;
}

export function authorize(actor: Actor, permission: Permission): void {
  const reason = disabledReason(actor, permission);
  if (reason) throw new DomainError("forbidden", reason);
}

/** The actor's name in the audit log. */
export function nameOf(actor: Actor): string {
  if (actor.kind === "staff") return actor.email;
  return actor.kind === "cli" ? `cli:${actor.user}` : `system:${actor.job}`;
}
