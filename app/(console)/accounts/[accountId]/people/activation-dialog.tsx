"use client";

import type { Why } from "@/components/reason-fields";
import { ReasonForm } from "@/components/reason-form";
import { seatNumbers } from "@/components/seat-numbers";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { Link } from "@/components/ui/link";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import type { Verb } from "@/domain/activation-verbs";
import { addresses } from "@/domain/addresses";
import { formatNumber } from "@/domain/format";
import type { Result } from "@/domain/result";
import { activate, deactivate } from "./actions";
import type { ActivationPreview } from "./activation-preview";

type Props = {
  verb: Verb;
  preview: ActivationPreview;
  /** This preview with the other mode. */
  otherModeHref: string;
  /** The list with its selection, and without. */
  closeHref: string;
  doneHref: string;
  disabledReason?: string;
};

type Asked = ActivationPreview["asked"] & Why;
const steps: Record<Verb, (asked: Asked) => Promise<Result<unknown>>> = { activate, deactivate };

export function ActivationDialog({ verb, preview, otherModeHref, closeHref, doneHref, disabledReason }: Props) {
  const { title, effect, asked, numbers, outcomes, changing, leftOut, isTooLarge, refusal } = preview;
  const navigate = useNavigate();
  const change = useAction(steps[verb]);
  const goTo = (href: string) => navigate.replace(href, { scroll: false });

  function submit(why: Why) {
    change.mutate({ ...asked, ...why }, { onSuccess: () => goTo(doneHref) });
  }

  return (
    <Dialog title={title} onClose={() => goTo(closeHref)}>
      <p>{effect}</p>
      <DefinitionList label="Seats before and after" items={seatNumbers(numbers)} />
      {outcomes.length > 0 && <DefinitionList label="People by outcome" items={outcomes} />}
      {changing && changing.people.length > 0 && (
        <ul aria-label="People" className="flex max-h-40 flex-wrap gap-x-3 gap-y-1 overflow-auto">
          {changing.people.map(({ userId, name }) => (
            <li key={userId} className="wrap-anywhere">
              <Link href={addresses.person(userId)}>{name}</Link>
            </li>
          ))}
          {changing.more > 0 && <li className="text-text-muted">and {formatNumber(changing.more)} more</li>}
        </ul>
      )}
      {leftOut.names.length > 0 && (
        <p className="wrap-anywhere text-text-muted">
          Left out: {leftOut.names.join(", ")}
          {leftOut.more > 0 && ` and ${formatNumber(leftOut.more)} more`}.
        </p>
      )}
      {(isTooLarge || asked.mode === "fit") && (
        <p>
          <Link href={otherModeHref} replace scroll={false}>
            {asked.mode === "fit" ? "All or nobody instead" : "As many as fit instead"}
          </Link>
          {asked.mode === "all" && ": the longest membership first, then by login."}
        </p>
      )}
      <ReasonForm
        change={change}
        onSubmit={submit}
        isDangerous={verb === "deactivate"}
        disabledReason={disabledReason}
        refusal={refusal}
      >
        {title}
      </ReasonForm>
    </Dialog>
  );
}
