"use client";

import { AccountEffects } from "@/components/account-effects";
import type { Why } from "@/components/reason-fields";
import { ReasonForm } from "@/components/reason-form";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { split } from "./actions";
import type { SplitPreview } from "./split-preview";

type Props = { preview: SplitPreview; closeHref: string; disabledReason?: string };

export function SplitDialog({ preview, closeHref, disabledReason }: Props) {
  const navigate = useNavigate();
  const change = useAction(split);
  const close = () => navigate.replace(closeHref, { scroll: false });
  const { asked, title, outcome, effect, effects, refusal } = preview;
  const isOver = effects.some(({ usedBefore, usedAfter, over }) => usedAfter > usedBefore && over > 0);

  function submit(why: Why) {
    change.mutate({ ...asked, ...why }, { onSuccess: close });
  }

  return (
    <Dialog title={title} onClose={close}>
      <p>{outcome} The two are kept apart from then on.</p>
      {isOver ? <Notice tone="warning">{effect}</Notice> : <p>{effect}</p>}
      {effects.length > 0 && <AccountEffects effects={effects} />}
      <ReasonForm change={change} onSubmit={submit} isDangerous disabledReason={disabledReason} refusal={refusal}>
        {title}
      </ReasonForm>
    </Dialog>
  );
}
