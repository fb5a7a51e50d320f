"use client";

import { ReasonFields, whyFrom } from "@/components/reason-fields";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import { formatCount } from "@/domain/format";
import { reasonsInWords } from "@/domain/permissions";
import { refusalItems } from "@/domain/refusal-items";
import { confirm, discard, previewAgain } from "../actions";
import { RefusalList } from "../refusal-list";

type Props = {
  importId: number;
  /** Unknown where the import is refused before it is counted. */
  organizationCount: number | undefined;
  /** The word that confirms the preview; none where there is no preview. */
  preview: string | undefined;
  defaultReason: string;
  disabledReason: string | undefined;
  refusal: string | undefined;
};

export function ConfirmImportForm(props: Props) {
  const { importId, organizationCount, preview, defaultReason, disabledReason, refusal } = props;
  const change = useAction(confirm);
  const discarding = useAction(discard);
  const previewing = useAction(previewAgain);
  const error = change.error ?? previewing.error ?? discarding.error;
  const organizations =
    organizationCount === undefined ? "organizations" : formatCount(organizationCount, "organization", "organizations");

  return (
    <Form
      label="Import"
      onSubmit={(values) => preview && change.mutate({ importId, preview, ...whyFrom(values) })}
      errors={change.error?.fields}
      className="surface flex flex-col gap-4 p-4"
    >
      <ReasonFields defaultReason={defaultReason} rows={2} disabledReason={disabledReason} />
      {error && <RefusalList title="Nothing was imported" role="alert" refusal={refusalItems(error.message, [])} />}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton isPending={change.isPending} disabledReason={reasonsInWords(refusal, disabledReason)}>
          Import {organizations}
        </SubmitButton>
        <Button
          disabledReason={disabledReason}
          hideReason
          aria-busy={previewing.isPending}
          onClick={() => previewing.mutate({ importId }, { onSuccess: () => change.reset() })}
        >
          Preview again
        </Button>
        <Button
          disabledReason={disabledReason}
          hideReason
          aria-busy={discarding.isPending}
          onClick={() => discarding.mutate({ importId })}
        >
          Discard
        </Button>
        <p role="status" className="text-text-muted">
          {change.isPending && `Importing ${organizations}…`}
          {previewing.isPending && "Comparing with what is known…"}
        </p>
      </div>
    </Form>
  );
}
