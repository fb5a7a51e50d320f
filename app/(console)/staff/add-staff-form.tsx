"use client";

import { useState } from "react";
import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { Field, SelectField } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import { add } from "./actions";
import { roleFrom, roleOptions } from "./roles";

export function AddStaffForm({ disabledReason }: { disabledReason: string | undefined }) {
  const adding = useAction(add);
  const [addedCount, setAddedCount] = useState(0);
  const { error } = adding;
  const isAtField = Object.keys(error?.fields ?? {}).length > 0;

  return (
    <Form
      // A new form after each success: its fields are empty again.
      key={addedCount}
      label="Add staff"
      className="surface flex flex-col gap-4 p-4"
      errors={error?.fields}
      onSubmit={({ email = "", role, ...rest }) =>
        adding.mutate(
          { email, role: roleFrom(role), ...whyFrom(rest) },
          { onSuccess: () => setAddedCount((count) => count + 1) },
        )
      }
    >
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_4fr]">
        <Field name="email" label="E-mail" type="email" disabledReason={disabledReason} />
        <SelectField
          name="role"
          label="Role"
          options={roleOptions}
          defaultValue="support"
          disabledReason={disabledReason}
        />
        <ReasonFields rows={1} className="sm:max-lg:col-span-2" disabledReason={disabledReason} />
      </div>
      <SubmitButton
        isPending={adding.isPending}
        disabledReason={disabledReason}
        error={isAtField ? undefined : error?.message}
      >
        Add staff
      </SubmitButton>
    </Form>
  );
}
