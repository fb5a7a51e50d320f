"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { show, useIsWaiting, watchNavigations } from "./use-navigate";

/** What comes sooner would only flicker. */
const patience = 150;

/** Shows and says that the server is waited for, after any link, filter, dialog or Back. */
export function LoadingBar() {
  const bar = useRef<HTMLDivElement>(null);
  const [isPending, startTransition] = useTransition();
  const isGoingBack = useGoingBack();
  const isUnderWay = isPending || isGoingBack;
  const isWaiting = useIsWaiting();

  useEffect(() => watchNavigations(startTransition), []);

  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setTimeout(() => show({ isWaiting: true }), patience);
    return () => {
      clearTimeout(timer);
      show({ isWaiting: false });
    };
  }, [isUnderWay]);

  // In the top layer, so that an open dialog does not hide it.
  useEffect(() => {
    const element = bar.current;
    if (!isWaiting) return;
    element?.showPopover();
    return () => element?.hidePopover();
  }, [isWaiting]);

  return (
    <>
      <div ref={bar} popover="manual" aria-hidden className="loading-bar" />
      <p aria-live="polite" className="sr-only">
        {isWaiting && "Loading…"}
      </p>
    </>
  );
}

/** The browser shows the address that Back or Forward leads to at once, and Next.js the page when it has come. */
function useGoingBack(): boolean {
  const shownAddress = `${usePathname()}?${useSearchParams()}`;
  const [awaitedFrom, setAwaitedFrom] = useState<string>();

  useEffect(() => {
    const wait = () =>
      setAwaitedFrom(
        `${location.pathname}?${new URLSearchParams(location.search)}` === shownAddress ? undefined : shownAddress,
      );
    window.addEventListener("popstate", wait);
    return () => window.removeEventListener("popstate", wait);
  }, [shownAddress]);

  return awaitedFrom === shownAddress;
}
