"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import { Button } from "@/components/ui/button";

type Props = {
  path: string;
  id: number;
  login: string;
  detachDisabledReason?: string;
  moveDisabledReason?: string;
};

/** Each opens a dialog by the address, so that its preview survives a reload and can be sent to a colleague. */
export function OrganizationActions({ path, id, login, detachDisabledReason, moveDisabledReason }: Props) {
  const router = useRouter();
  const loginId = useId();
  const open = (dialog: "detach" | "move") => router.push(`${path}?${dialog}=${id}`, { scroll: false });

  return (
    <div className="flex justify-end gap-1">
      <span id={loginId} hidden>
        {login}
      </span>
      <Button
        size="small"
        variant="quiet"
        aria-describedby={loginId}
        disabledReason={moveDisabledReason}
        hideReason
        onClick={() => open("move")}
      >
        Move
      </Button>
      <Button
        size="small"
        variant="quiet"
        aria-describedby={loginId}
        disabledReason={detachDisabledReason}
        hideReason
        onClick={() => open("detach")}
      >
        Detach
      </Button>
    </div>
  );
}
