import { DialogButton } from "@/components/ui/dialog-button";
import type { JoinPreview } from "./join-previews";

export type JoinDisabledReasons = { join?: string; apart?: string };

type Props = {
  preview: JoinPreview;
  joinHref: string;
  /** Missing where they are kept apart already. */
  apartHref?: string;
  disabledReasons: JoinDisabledReasons;
};

export function JoinButtons({ preview, joinHref, apartHref, disabledReasons }: Props) {
  const { titles, refusal } = preview;
  return (
    <div className="flex justify-end gap-1">
      <DialogButton label="Join" name={titles.join} href={joinHref} disabledReason={disabledReasons.join ?? refusal} />
      {apartHref && (
        <DialogButton
          label="Keep apart"
          name={titles.keepApart}
          href={apartHref}
          disabledReason={disabledReasons.apart}
        />
      )}
    </div>
  );
}
