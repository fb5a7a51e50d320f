"use client";

import { useRouter } from "next/navigation";
import { useId } from "react";
import { Button } from "@/components/ui/button";

type Props = {
  login: string;
  detachHref: string;
  moveHref: string;
  detachDisabledReason?: string;
  moveDisabledReason?: string;
};

/** Each opens a dialog by the address, so that its preview survives a reload and can be sent to a colleague. */
export function OrganizationActions({ login, detachHref, moveHref, detachDisabledReason, moveDisabledReason }: Props) {
  const router = useRouter();
  const loginId = useId();
  const open = (href: string) => router.push(href, { scroll: false });

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
        onClick={() => open(moveHref)}
      >
        Move
      </Button>
      <Button
        size="small"
        variant="quiet"
        aria-describedby={loginId}
        disabledReason={detachDisabledReason}
        hideReason
        onClick={() => open(detachHref)}
      >
        Detach
      </Button>
    </div>
  );
}
