import { useId } from "react";
import { DialogButton } from "@/components/ui/dialog-button";

type Props = {
  login: string;
  detachHref: string;
  moveHref: string;
  detachDisabledReason?: string;
  moveDisabledReason?: string;
};

export function OrganizationActions({ login, detachHref, moveHref, detachDisabledReason, moveDisabledReason }: Props) {
  const loginId = useId();
  return (
    <div className="flex justify-end gap-1">
      <span id={loginId} hidden>
        {login}
      </span>
      <DialogButton label="Move" describedBy={loginId} href={moveHref} disabledReason={moveDisabledReason} />
      <DialogButton label="Detach" describedBy={loginId} href={detachHref} disabledReason={detachDisabledReason} />
    </div>
  );
}
