"use client";

import type { ComponentProps, MouseEvent } from "react";
import { useNavigate } from "./use-navigate";

type Props = ComponentProps<"a"> & {
  href: string;
  /** Takes the place of this address in the history. */
  replace?: boolean;
  scroll?: boolean;
};

/** Underlined, but for the name of a row: there it would be a column of lines. */
const inText =
  "rounded-small underline decoration-line-strong underline-offset-3 hover:decoration-current in-[th]:not-hover:decoration-transparent";

/** Fetches nothing until it is followed: a list holds a hundred links, and each would ask the database in advance. */
export function Link({ className = inText, replace = false, scroll, onClick, ...props }: Props) {
  const navigate = useNavigate();

  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (event.defaultPrevented || isForBrowser(event, props)) return;
    event.preventDefault();
    navigate[replace ? "replace" : "push"](props.href, { scroll });
  }

  const link = { ...props, onClick: follow };
  return <a {...link} aria-busy={navigate.isPending || undefined} className={className} />;
}

/** Another tab or window, a file, or somebody else's site. */
function isForBrowser(event: MouseEvent, { href, target, download }: Props): boolean {
  const { button, metaKey, ctrlKey, shiftKey, altKey } = event;
  return (
    button !== 0 ||
    metaKey ||
    ctrlKey ||
    shiftKey ||
    altKey ||
    (target ?? "_self") !== "_self" ||
    download !== undefined ||
    new URL(href, location.href).origin !== location.origin
  );
}
