"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { Button } from "./button";

type Props = Pick<ComponentProps<typeof Button>, "variant" | "size" | "disabledReason" | "hideReason"> & {
  label: string;
  /** Where the label alone does not say which. */
  name?: string;
  href: string;
};

/** Opens the dialog of its name by the address, so that its preview survives a reload and can be sent to a colleague. */
export function DialogButton({
  label,
  name,
  href,
  size = "small",
  variant = "quiet",
  hideReason = true,
  ...props
}: Props) {
  const router = useRouter();
  return (
    <Button
      {...props}
      size={size}
      variant={variant}
      aria-label={name}
      hideReason={hideReason}
      onClick={() => router.push(href, { scroll: false })}
    >
      {label}
    </Button>
  );
}
