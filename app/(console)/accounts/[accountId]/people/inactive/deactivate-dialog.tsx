"use client";

import type { Why } from "@/components/reason-fields";
import { ReasonForm } from "@/components/reason-form";
import { seatNumbers } from "@/components/seat-numbers";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { formatCount } from "@/domain/format";
import { deactivate } from "./actions";
import type { UnseenPreview } from "./unseen-preview";

type Props = {
  preview: UnseenPreview;
  /** The list with its selection, and without. */
  closeHref: string;
  doneHref: string;
  disabledReason?: string;
};

export function DeactivateDialog({ preview, closeHref, doneHref, disabledReason }: Props) {
  const { asked, numbers, refusal } = preview;
  const navigate = useNavigate();
  const change = useAction(deactivate);
  const goTo = (href: string) => navigate.replace(href, { scroll: false });
  const title = `Deactivate ${formatCount(numbers.changed, "person", "people")}`;
  const freed = numbers.usedBefore - numbers.usedAfter;

  function submit(why: Why) {
    change.mutate({ ...asked, ...why }, { onSuccess: () => goTo(doneHref) });
  }

  return (
    <Dialog title={title} onClose={() => goTo(closeHref)}>
      <p>
        {formatCount(numbers.memberships, "activation ends", "activations end")}, in every organization of this account,
        and {formatCount(freed, "seat is", "seats are")} freed. The audit log offers to undo it.
      </p>
      <DefinitionList label="Seats before and after" items={seatNumbers(numbers)} />
      <ReasonForm change={change} onSubmit={submit} isDangerous disabledReason={disabledReason} refusal={refusal}>
        {title}
      </ReasonForm>
    </Dialog>
  );
}
