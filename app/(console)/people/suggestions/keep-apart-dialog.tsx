"use client";

import { AccountEffects } from "@/components/account-effects";
import type { Why } from "@/components/reason-fields";
import { ReasonForm } from "@/components/reason-form";
import { Dialog } from "@/components/ui/dialog";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { keep } from "./actions";
import { EvidenceList } from "./evidence-list";
import type { JoinPreview } from "./join-previews";

type Props = { preview: JoinPreview; closeHref: string; disabledReason?: string };

export function KeepApartDialog({ preview, closeHref, disabledReason }: Props) {
  const navigate = useNavigate();
  const change = useAction(keep);
  const close = () => navigate.replace(closeHref, { scroll: false });
  const { titles, people, evidence, unchanged } = preview;
  const [one, other] = people;

  function submit(why: Why) {
    if (!one || !other) return;
    change.mutate({ userIds: [one.id, other.id], ...why }, { onSuccess: close });
  }

  return (
    <Dialog title={titles.keepApart} onClose={close}>
      {evidence.length > 0 && <EvidenceList evidence={evidence} />}
      <p>
        They stay two people and are suggested no more, whatever imports bring. Who sees better later can still join
        them, on the page of either. No seat changes.
      </p>
      {unchanged.length > 0 && <AccountEffects effects={unchanged} />}
      <ReasonForm change={change} onSubmit={submit} disabledReason={disabledReason}>
        {titles.keepApart}
      </ReasonForm>
    </Dialog>
  );
}
