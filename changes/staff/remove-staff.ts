import { deleteSessionsOf, getStaffMember, updateStaff } from "@/db/queries/staff";
import { DomainError } from "@/domain/errors";
import { ChangeStaff } from "@/domain/input/staff";
import { refuseLastAdmin } from "@/domain/staff";
import { env } from "@/env";
import { defineChange } from "@/server/change";
import { ofStaff } from "../audit";

/** Their row stays because the audit log names it. Their e-mail can be added again. */
export const removeStaff = defineChange({
  permission: "staff.remove",
  input: ChangeStaff,

  hold: () => ({ staff: true }),

  async write(tx, { staffId }) {
    const { member, everybody } = await getStaffMember(tx, staffId);
    const refusal = refuseLastAdmin(member, everybody, { withSamples: env.SAMPLE_SIGN_IN });
    if (refusal) throw new DomainError("precondition_failed", refusal);

    await updateStaff(tx, staffId, { removedAt: new Date() });
    await deleteSessionsOf(tx, staffId);
    const { email, role } = member;
    const facts = { before: { email, role }, after: { email, role: null } };
    return { data: undefined, audit: { action: "staff.remove", ...ofStaff(staffId), ...facts } };
  },
});
