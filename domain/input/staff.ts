import { z } from "zod";
import { roles } from "../permissions";

export const AddStaff = z.object({
  email: z
    .string()
    .trim()
    .pipe(
      z.email("Enter an e-mail address, such as ann@example.com.").max(254, "An e-mail has at most 254 characters."),
    ),
  role: z.enum(roles, "Choose a role."),
});

export const ChangeStaffRole = z.object({ staffId: z.string(), role: z.enum(roles, "Choose a role.") });

/** Removes a staff member, or forgets the identity they signed in with so that another may take its place. */
export const ChangeStaff = z.object({ staffId: z.string() });
