import { z } from "zod";
import { isVisibleAscii } from "../ascii";
import { roles } from "../permissions";
import { Reason } from "./fields";

export const AddStaff = z.object({
  email: z
    .string()
    .trim()
    .max(254, "An e-mail can have at most 254 characters.")
    .refine(isVisibleAscii, "Write the e-mail without accents, spaces or letters of other alphabets.")
    .pipe(z.email("Enter an e-mail address, such as ann@example.com.")),
  role: z.enum(roles, "Choose a role."),
  reason: Reason,
});

export const ChangeStaffRole = z.object({ staffId: z.string(), role: z.enum(roles, "Choose a role."), reason: Reason });

/** Removes a staff member, or forgets the identity they signed in with so that they can sign in with another. */
export const ChangeStaff = z.object({ staffId: z.string(), reason: Reason });
