"use client";

import { ReasonForm } from "@/components/reason-form";
import { seatNumbers } from "@/components/seat-numbers";
import { DefinitionList } from "@/components/ui/definition-list";
import { Dialog } from "@/components/ui/dialog";
import { formatCount, formatNumber } from "@/components/ui/format";
import { Link } from "@/components/ui/link";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import type { GrantMode } from "@/domain/activation";
import type { Verb } from "@/domain/activation-verbs";
import { activatePeople, deactivatePeople } from "./actions";
import type { SetPreview } from "./set-preview";

type Props = {
  title: string;
  verb: Verb;
  scope: { accountId: string; userIds?: number[]; organizationId?: number };
  mode: GrantMode;
  preview: SetPreview;
  /** This preview with the other mode. */
  otherModeHref: string;
  /** The list with its selection, and without. */
  closeHref: string;
  doneHref: string;
  disabledReason?: string;
};

export function SetActivationDialog(props: Props) {
  const { title, verb, scope, mode, preview, otherModeHref, closeHref, doneHref, disabledReason } = props;
  const { numbers, seats, outcomes, leftOut, isTooLarge, refusal } = preview;
  const navigate = useNavigate();
  const change = useAction(verb === "activate" ? activatePeople : deactivatePeople);
  const goTo = (href: string) => navigate.replace(href, { scroll: false });

  function submit(reason: string) {
    change.mutate({ ...scope, mode, expected: numbers, reason }, { onSuccess: () => goTo(doneHref) });
  }

  return (
    <Dialog title={title} onClose={() => goTo(closeHref)}>
      <p>{effectOf(verb, numbers)}</p>
      <DefinitionList label="Seats before and after" items={seatNumbers({ ...numbers, ...seats })} />
      <DefinitionList
        label="People by outcome"
        items={outcomes.map(({ words, count }) => ({ term: words, value: count }))}
      />
      {leftOut.names.length > 0 && (
        <p className="wrap-anywhere text-text-muted">
          Left out: {leftOut.names.join(", ")}
          {leftOut.more > 0 && ` and ${formatNumber(leftOut.more)} more`}.
        </p>
      )}
      {(isTooLarge || mode === "fit") && (
        <p>
          <Link href={otherModeHref} replace scroll={false}>
            {mode === "fit" ? "All or nobody instead" : "As many as fit instead"}
          </Link>
          {mode === "all" && ": the longest membership first, then by login."}
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

function effectOf(verb: Verb, { changed, memberships, leftOut }: SetPreview["numbers"]): string {
  const people = formatCount(changed, "person is", "people are");
  const where = formatCount(memberships, "membership", "memberships");
  const done = `${people} ${verb}d, in ${where}.`;
  return leftOut > 0 ? `${done} ${formatCount(leftOut, "is", "are")} left out.` : done;
}
