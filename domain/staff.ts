import type { Role } from "./permissions";

const sampleDomain = "@sample.invalid";

/** Sample staff have a reserved domain, so that no one can ever verify such an address elsewhere. */
export function sampleEmail(role: Role): string {
  return `${role.replace("_", "-")}${sampleDomain}`;
}

export function isSample({ email }: { email: string }): boolean {
  return email.endsWith(sampleDomain);
}

type Member = { id: string; email: string; role: Role };

/** Who may sign in, and since their first sign-in, with which provider. */
export type StaffMember = Member & { provider: string | null; lastSeenAt: Date | null };

/** Why this member must stay an admin. Sample staff count only if they can sign in. */
export function refuseLastAdmin(
  member: Member,
  everybody: readonly Member[],
  { withSamples }: { withSamples: boolean },
): string | undefined {
  const admins = everybody.filter(({ role, email }) => role === "admin" && (withSamples || !isSample({ email })));
  const isOnlyAdmin = admins.length === 1 && admins[0]?.id === member.id;
  return isOnlyAdmin ? "This is the last admin. Make someone else an admin first." : undefined;
}
