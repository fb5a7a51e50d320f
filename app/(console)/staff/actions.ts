"use server";

import { deleteSessionsOf, insertStaff, lockStaffMember, updateStaff } from "@/db/queries/staff";
import { DomainError } from "@/domain/errors";
import { AddStaff, ChangeStaff, ChangeStaffRole } from "@/domain/input/staff";
import { refuseLastAdmin } from "@/domain/staff";
import { env } from "@/env";
import { defineAction } from "@/server/action";

const withSamples = env.SAMPLE_SIGN_IN;

export const addStaff = defineAction({
  permission: "staff.add",
  input: AddStaff,

  async run({ tx, input: { email, role, reason } }) {
    const { id } = await insertStaff(tx, { email, role });
    return {
      data: { id },
      audit: { action: "staff.add", subjectKind: "staff", subjectId: id, reason, after: { email, role } },
    };
  },
});

/** Their session asks for the role at every request, so the new one holds at the next. */
export const changeStaffRole = defineAction({
  permission: "staff.change_role",
  input: ChangeStaffRole,

  async run({ tx, input: { staffId, role, reason } }) {
    const { member, everybody } = await lockStaffMember(tx, staffId);
    if (member.role === role) {
      const message = "This is their role already.";
      throw new DomainError("invalid_input", message, { role: [message] });
    }
    const refusal = refuseLastAdmin(member, everybody, { withSamples });
    if (refusal) throw new DomainError("precondition_failed", refusal);

    await updateStaff(tx, staffId, { role });
    const { email } = member;
    return {
      data: { role },
      audit: {
        action: "staff.change_role",
        subjectKind: "staff",
        subjectId: staffId,
        reason,
        before: { email, role: member.role },
        after: { email, role },
      },
    };
  },
});

/** The row stays, so that the audit log still knows whom it names; the e-mail may be added again. */
export const removeStaff = defineAction({
  permission: "staff.remove",
  input: ChangeStaff,

  async run({ tx, input: { staffId, reason } }) {
    const { member, everybody } = await lockStaffMember(tx, staffId);
    const refusal = refuseLastAdmin(member, everybody, { withSamples });
    if (refusal) throw new DomainError("precondition_failed", refusal);

    await updateStaff(tx, staffId, { removedAt: new Date() });
    await deleteSessionsOf(tx, staffId);
    const { email, role } = member;
    return {
      data: undefined,
      audit: {
        action: "staff.remove",
        subjectKind: "staff",
        subjectId: staffId,
        reason,
        before: { email, role },
        after: { email, role: null },
      },
    };
  },
});

export const forgetIdentity = defineAction({
  permission: "staff.forget_identity",
  input: ChangeStaff,

  async run({ tx, input: { staffId, reason } }) {
    const { member } = await lockStaffMember(tx, staffId);
    if (member.provider === null) {
      throw new DomainError("precondition_failed", "They have not signed in yet: any identity with this e-mail may.");
    }

    await updateStaff(tx, staffId, { provider: null, subject: null });
    await deleteSessionsOf(tx, staffId);
    const { email, provider } = member;
    return {
      data: undefined,
      audit: {
        action: "staff.forget_identity",
        subjectKind: "staff",
        subjectId: staffId,
        reason,
        before: { email, signsInWith: provider },
        after: { email, signsInWith: null },
      },
    };
  },
});
