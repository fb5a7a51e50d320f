"use client";

import type { ComponentProps } from "react";
import { Button } from "./button";
import { useNavigate } from "./use-navigate";

type Props = Pick<ComponentProps<typeof Button>, "variant" | "size" | "disabledReason" | "hideReason"> & {
  label: string;
  /** Where the label alone does not say which: a longer name, or the id of what describes it. */
  name?: string;
  describedBy?: string;
  href: string;
};

/** Opens the dialog of its name by the address, so that its preview survives a reload and can be sent to a colleague. */
export function DialogButton({
  label,
  name,
  describedBy,
  href,
  size = "small",
  variant = "quiet",
  hideReason = true,
  ...props
}: Props) {
  const navigate = useNavigate();
  return (
    <Button
      {...props}
      size={size}
      variant={variant}
      aria-label={name}
      aria-describedby={describedBy}
      aria-busy={navigate.isPending}
      hideReason={hideReason}
      onClick={() => navigate.push(href, { scroll: false })}
    >
      {label}
    </Button>
  );
}
