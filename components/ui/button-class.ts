import clsx from "clsx";

export type ButtonVariant = "primary" | "secondary" | "danger" | "quiet";
export type ButtonSize = "small" | "regular";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent-fill text-on-fill hover:bg-accent-fill-hover",
  secondary: "border-line-strong bg-surface hover:bg-raised",
  danger: "border-transparent bg-danger-fill text-on-fill hover:bg-danger-fill-hover",
  quiet: "border-transparent text-text hover:bg-raised",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-7 px-2",
  regular: "min-h-8 px-3",
};

/** How every button and every link that looks like one is drawn. `data-off` marks one that cannot be used. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "regular"): string {
  return clsx(
    "inline-flex max-w-full shrink-0 items-center justify-center gap-1.5 rounded-regular border py-0.5 font-medium",
    "data-off:border-line data-off:bg-raised data-off:text-text-muted",
    variants[variant],
    sizes[size],
  );
}
