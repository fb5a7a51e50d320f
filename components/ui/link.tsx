import NextLink from "next/link";
import type { ComponentProps } from "react";

/** Underlined, but for the name of a row: there it would be a column of lines. */
const inText =
  "rounded-small underline decoration-line-strong underline-offset-3 hover:decoration-current in-[th]:not-hover:decoration-transparent";

/** Fetches nothing until it is followed: a list holds a hundred links, and each would ask the database in advance. */
export function Link({ className = inText, ...props }: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} className={className} />;
}
