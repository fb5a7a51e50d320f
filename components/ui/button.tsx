"use client";

import clsx from "clsx";
import { type ComponentProps, useId } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";
import { useHydrated } from "./use-hydrated";

type Props = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  disabledReason?: string;
  hideReason?: boolean;
};

/** With `disabledReason` it is disabled and says why beside it; `hideReason` keeps the reason for hover and description. */
export function Button({
  variant,
  size,
  disabledReason,
  hideReason = false,
  disabled = false,
  className,
  type = "button",
  ...props
}: Props) {
  const reasonId = useId();
  const isHydrated = useHydrated();
  const isOff = disabled || disabledReason !== undefined;
  const description = clsx(props["aria-describedby"], disabledReason && reasonId) || undefined;

  return (
    <>
      <button
        {...props}
        type={type}
        disabled={isOff || !isHydrated}
        data-off={isOff || undefined}
        title={disabledReason ?? props.title}
        aria-describedby={description}
        className={clsx(buttonClass(variant, size), className)}
      />
      {disabledReason && (
        <span id={reasonId} className={hideReason ? "sr-only" : "text-small text-text-muted"}>
          {disabledReason}
        </span>
      )}
    </>
  );
}
