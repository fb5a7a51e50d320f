import { getStaffMember, updateStaff } from "@/db/queries/staff";
import { DomainError } from "@/domain/errors";
import { ChangeStaffRole } from "@/domain/input/staff";
import { refuseLastAdmin } from "@/domain/staff";
import { env } from "@/env";
import { defineChange } from "@/server/change";
import { ofStaff } from "../audit";

/** Takes effect at their next request, because every request reads the role. */
export const changeStaffRole = defineChange({
  permission: "staff.change_role",
  input: ChangeStaffRole,

  hold: () => ({ staff: true }),

  async write(tx, { staffId, role }) {
    const { member, everybody } = await getStaffMember(tx, staffId);
    if (member.role === role) {
      const message = "They already have this role.";
      throw new DomainError("invalid_input", message, { role: [message] });
    }
    const refusal = refuseLastAdmin(member, everybody, { withSamples: env.SAMPLE_SIGN_IN });
    if (refusal) throw new DomainError("precondition_failed", refusal);

    await updateStaff(tx, staffId, { role });
    const { email, role: roleBefore } = member;
    const facts = { before: { email, role: roleBefore }, after: { email, role } };
    return { data: { role }, audit: { action: "staff.change_role", ...ofStaff(staffId), ...facts } };
  },
});
