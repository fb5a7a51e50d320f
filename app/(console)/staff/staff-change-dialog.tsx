"use client";

import type { ReactNode } from "react";
import { ReasonFields } from "@/components/reason-fields";
import { Dialog } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import type { Result } from "@/domain/result";

type Props = {
  /** The name of the button that opened it, and of the one that does it. */
  name: string;
  /** That name with its object. */
  title: string;
  isDangerous?: boolean;
  onClose: () => void;
  /** Runs the change with what the fields hold. */
  change: (values: Record<string, string>) => Promise<Result<unknown>>;
  children: ReactNode;
};

export function StaffChangeDialog({ name, title, isDangerous = false, onClose, change, children }: Props) {
  const { mutate, isPending, error } = useAction(change);
  const isAtField = Object.keys(error?.fields ?? {}).length > 0;

  return (
    <Dialog title={title} onClose={onClose}>
      <Form onSubmit={(values) => mutate(values, { onSuccess: onClose })} errors={error?.fields}>
        {children}
        <ReasonFields />
        <SubmitButton
          isPending={isPending}
          variant={isDangerous ? "danger" : "primary"}
          error={isAtField ? undefined : error?.message}
        >
          {name}
        </SubmitButton>
      </Form>
    </Dialog>
  );
}
