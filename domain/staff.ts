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

/** The sample staff: a reserved domain, so that nobody can ever verify such an address elsewhere. */
export function sampleEmail(role: Role): string {
  return `${role.replace("_", "-")}@sample.invalid`;
}
