import clsx from "clsx";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class";
import { Link } from "./link";

type Props = ComponentProps<typeof Link> & { variant?: ButtonVariant; size?: ButtonSize };

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ variant, size, className, ...props }: Props) {
  return <Link {...props} className={clsx(buttonClass(variant, size), className)} />;
}
