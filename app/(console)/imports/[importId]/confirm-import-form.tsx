"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { formatCount } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { SubmitButton } from "@/components/ui/submit-button";
import { useAction } from "@/components/use-action";
import { confirmImport, discardImport, previewImport } from "../actions";

type Props = {
  importId: number;
  /** Unknown where the import is refused before it is counted. */
  organizationCount: number | undefined;
  /** Which preview is shown; none where there is none yet. */
  previewedAt: Date | undefined;
  defaultReason: string;
  disabledReason: string | undefined;
  refusal: string | undefined;
};

export function ConfirmImportForm(props: Props) {
  const { importId, organizationCount, previewedAt, defaultReason, disabledReason, refusal } = props;
  const confirm = useAction(confirmImport);
  const discard = useAction(discardImport);
  const preview = useAction(previewImport);
  const error = confirm.error ?? preview.error ?? discard.error;
  const organizations =
    organizationCount === undefined ? "organizations" : formatCount(organizationCount, "organization", "organizations");

  return (
    <Form
      label="Import"
      onSubmit={({ reason = "" }) =>
        previewedAt && confirm.mutate({ importId, previewedAt: previewedAt.toISOString(), reason })
      }
      errors={confirm.error?.fields}
      className="surface flex flex-col gap-4 p-4"
    >
      <Field
        name="reason"
        label="Reason"
        defaultValue={defaultReason}
        multiline
        rows={2}
        disabledReason={disabledReason}
      />
      {error && (
        <Notice tone="danger" role="alert">
          <p className="whitespace-pre-line">{error.message}</p>
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton isPending={confirm.isPending} disabledReason={disabledReason ?? refusal}>
          Import {organizations}
        </SubmitButton>
        <Button
          disabledReason={disabledReason}
          hideReason
          aria-busy={preview.isPending}
          onClick={() => preview.mutate({ importId }, { onSuccess: () => confirm.reset() })}
        >
          Preview again
        </Button>
        <Button
          disabledReason={disabledReason}
          hideReason
          aria-busy={discard.isPending}
          onClick={() => discard.mutate({ importId })}
        >
          Discard
        </Button>
        <p role="status" className="text-text-muted">
          {confirm.isPending && `Importing ${organizations}…`}
          {preview.isPending && "Comparing with what is known…"}
        </p>
      </div>
    </Form>
  );
}
