"use client";

import { useState } from "react";
import { whyFrom } from "@/components/reason-fields";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { type Role, reasonsInWords } from "@/domain/permissions";
import { changeRole, forget, remove } from "./actions";
import { roleFrom, roleOptions } from "./roles";
import { StaffChangeDialog } from "./staff-change-dialog";

type Props = {
  member: { id: string; email: string; role: Role; signsInWith: string | undefined };
  isSelf: boolean;
  disabledReason: string | undefined;
  /** Why they must stay an admin. */
  lastAdminReason: string | undefined;
};

const titles = { changeRole: "Change role", remove: "Remove", forget: "Allow a new identity" };

export function StaffActions({ member, isSelf, disabledReason, lastAdminReason }: Props) {
  const { id: staffId, email, role, signsInWith } = member;
  const [open, setOpen] = useState<string>();
  const close = () => setOpen(undefined);

  const buttons = [
    { name: titles.changeRole, reason: reasonsInWords(lastAdminReason, disabledReason) },
    { name: titles.remove, reason: reasonsInWords(lastAdminReason, disabledReason) },
    {
      name: titles.forget,
      reason: reasonsInWords(
        signsInWith ? undefined : "Any identity with this e-mail can already sign in.",
        disabledReason,
      ),
    },
  ];

  return (
    <div className="flex flex-wrap gap-1.5 py-1 max-xl:w-44 xl:flex-nowrap xl:justify-end">
      {buttons.map(({ name, reason }) => (
        <Button key={name} size="small" disabledReason={reason} hideReason onClick={() => setOpen(name)}>
          {name}
        </Button>
      ))}

      <div className="whitespace-normal text-left font-normal">
        {open === titles.changeRole && (
          <StaffChangeDialog
            name={titles.changeRole}
            title={`${titles.changeRole} of ${email}`}
            onClose={close}
            change={({ role, ...rest }) => changeRole({ staffId, role: roleFrom(role), ...whyFrom(rest) })}
          >
            <p>The new role of {email} holds from their next request on.</p>
            {isSelf && role === "admin" && (
              <Notice tone="warning">This is you. Without the role admin you cannot take it back.</Notice>
            )}
            <SelectField name="role" label="Role" options={roleOptions} defaultValue={role} />
          </StaffChangeDialog>
        )}
        {open === titles.forget && (
          <StaffChangeDialog
            name={titles.forget}
            title={`${titles.forget} for ${email}`}
            onClose={close}
            change={(values) => forget({ staffId, ...whyFrom(values) })}
          >
            <p>
              {email} signed in with {signsInWith}, and only that identity may sign in again. It is forgotten, their
              sessions end, and the next identity that proves this e-mail takes its place.
            </p>
            {isSelf && <Notice tone="warning">This is you: you are signed out.</Notice>}
          </StaffChangeDialog>
        )}
        {open === titles.remove && (
          <StaffChangeDialog
            name={titles.remove}
            title={`${titles.remove} ${email}`}
            isDangerous
            onClose={close}
            change={(values) => remove({ staffId, ...whyFrom(values) })}
          >
            <p>{email} is signed out and can no longer sign in. What they did stays in the audit log.</p>
            {isSelf && (
              <Notice tone="warning">This is you: you are signed out, and another admin has to add you again.</Notice>
            )}
          </StaffChangeDialog>
        )}
      </div>
    </div>
  );
}
