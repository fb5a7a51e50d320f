"use client";

import { useRouter } from "next/navigation";
import { Button } from "./button";

type Props = { label: string; name: string; href: string; disabledReason?: string };

/** Opens the dialog of its name by the address, so that its preview survives a reload and can be sent to a colleague. */
export function DialogButton({ label, name, href, disabledReason }: Props) {
  const router = useRouter();
  return (
    <Button
      size="small"
      variant="quiet"
      aria-label={name}
      disabledReason={disabledReason}
      hideReason
      onClick={() => router.push(href, { scroll: false })}
    >
      {label}
    </Button>
  );
}
