import NextLink from "next/link";
import type { ComponentProps } from "react";

const inText = "rounded-small underline decoration-line-strong underline-offset-3 hover:decoration-current";

/** Fetches nothing until it is followed: a list holds a hundred links, and each would ask the database in advance. */
export function Link({ className = inText, ...props }: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} className={className} />;
}
