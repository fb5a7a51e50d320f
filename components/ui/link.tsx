"use client";

import NextLink from "next/link";
import type { ComponentProps } from "react";
import { useNavigate } from "./use-navigate";

type Props = Omit<ComponentProps<typeof NextLink>, "href" | "onNavigate" | "prefetch"> & { href: string };

/** Underlined, but for the name of a row: there it would be a column of lines. */
const inText =
  "rounded-small underline decoration-line-strong underline-offset-3 hover:decoration-current in-[th]:not-hover:decoration-transparent";

/** Fetches nothing until it is followed: a list holds a hundred links, and each would ask the database in advance. */
export function Link({ className = inText, replace = false, scroll, ...props }: Props) {
  const navigate = useNavigate();
  return (
    <NextLink
      {...props}
      prefetch={false}
      aria-busy={navigate.isPending || undefined}
      onNavigate={(event) => {
        event.preventDefault();
        navigate[replace ? "replace" : "push"](props.href, { scroll });
      }}
      className={className}
    />
  );
}
