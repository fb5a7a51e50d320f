"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";

type Props = Pick<ComponentProps<typeof Button>, "variant" | "size" | "disabledReason" | "hideReason" | "children"> & {
  href: string;
  /** Which plan it is about, where the name of the button does not say. */
  describedBy?: string;
};

/** Opens a dialog by the address, or is disabled and says why. */
export function PlanButton({ href, describedBy, ...button }: Props) {
  const router = useRouter();
  return <Button {...button} aria-describedby={describedBy} onClick={() => router.push(href, { scroll: false })} />;
}
