import { deleteSessionsOf, getStaffMember, updateStaff } from "@/db/queries/staff";
import { DomainError } from "@/domain/errors";
import { ChangeStaff } from "@/domain/input/staff";
import { defineChange } from "@/server/change";
import { ofStaff } from "../audit";

export const forgetIdentity = defineChange({
  permission: "staff.forget_identity",
  input: ChangeStaff,

  hold: () => ({ staff: true }),

  async write(tx, { staffId }) {
    const { member } = await getStaffMember(tx, staffId);
    if (member.provider === null) {
      throw new DomainError(
        "precondition_failed",
        "They have not signed in yet, so any identity with this e-mail can.",
      );
    }

    await updateStaff(tx, staffId, { provider: null, subject: null });
    await deleteSessionsOf(tx, staffId);
    const { email, provider } = member;
    const facts = { before: { email, signsInWith: provider }, after: { email, signsInWith: null } };
    return { data: undefined, audit: { action: "staff.forget_identity", ...ofStaff(staffId), ...facts } };
  },
});
