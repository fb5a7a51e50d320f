"use client";

import { ReasonForm } from "@/components/reason-form";
import { Dialog } from "@/components/ui/dialog";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { again } from "./actions";

type Props = {
  delivery: { id: string; words: string; url: string };
  closeHref: string;
  disabledReason: string | undefined;
  refusal: string | undefined;
};

export function SendAgainDialog({ delivery, closeHref, disabledReason, refusal }: Props) {
  const navigate = useNavigate();
  const change = useAction(again);
  const close = () => navigate.replace(closeHref, { scroll: false });

  return (
    <Dialog title={`Send again: ${delivery.words}`} onClose={close}>
      <p className="wrap-anywhere">
        Sends the same message to {delivery.url} now, with the same id. A receiver who already has it ignores it.
      </p>
      <ReasonForm
        change={change}
        onSubmit={(why) => change.mutate({ deliveryId: delivery.id, ...why }, { onSuccess: close })}
        disabledReason={disabledReason}
        refusal={refusal}
      >
        Send again
      </ReasonForm>
    </Dialog>
  );
}
