import { z } from "zod";
import { Reason } from "./input";
import { type Role, roles } from "./permissions";

export const AddStaff = z.object({
  email: z
    .string()
    .trim()
    .pipe(
      z.email("Enter an e-mail address, such as ann@example.com.").max(254, "An e-mail has at most 254 characters."),
    ),
  role: z.enum(roles, "Choose a role."),
  reason: Reason,
});

export const ChangeStaffRole = z.object({ staffId: z.string(), role: z.enum(roles, "Choose a role."), reason: Reason });

/** Removes a staff member, or forgets the identity they signed in with so that another may take its place. */
export const ChangeStaff = z.object({ staffId: z.string(), reason: Reason });

const sampleDomain = "@sample.invalid";

/** The sample staff: a reserved domain, so that nobody can ever verify such an address elsewhere. */
export function sampleEmail(role: Role): string {
  return `${role.replace("_", "-")}${sampleDomain}`;
}

export function isSample({ email }: { email: string }): boolean {
  return email.endsWith(sampleDomain);
}

type Member = { id: string; email: string; role: Role };

/** Why this member must stay an admin. Sample staff count only while they can sign in. */
export function refuseLastAdmin(
  member: Member,
  everybody: readonly Member[],
  { withSamples }: { withSamples: boolean },
): string | undefined {
  const admins = everybody.filter(({ role, email }) => role === "admin" && (withSamples || !isSample({ email })));
  const isOnlyAdmin = admins.length === 1 && admins[0]?.id === member.id;
  return isOnlyAdmin ? "This is the last admin. Make somebody else an admin first." : undefined;
}
