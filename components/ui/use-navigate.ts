"use client";

import { useRouter } from "next/navigation";
import { type TransitionStartFunction, useSyncExternalStore, useTransition } from "react";
import { changeOfSentForm, hasTypedWork } from "./typed-work";

type Options = { scroll?: boolean };

/** What the shell shows of navigations: whether one keeps somebody waiting, and whether one asks before it leaves. */
type Shown = { isWaiting: boolean; leave?: () => void };

const listeners = new Set<() => void>();
let shown: Shown = { isWaiting: false };
let watched: TransitionStartFunction | undefined;

export function show(change: Partial<Shown>): void {
  shown = { ...shown, ...change };
  for (const listener of listeners) listener();
}

/** The shell outlives the page that is left, so it is the shell that waits for the next one. */
export function watchNavigations(start: TransitionStartFunction): () => void {
  watched = start;
  return () => {
    watched = undefined;
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const notWaiting = { isWaiting: false };

export function useShown(): Shown {
  return useSyncExternalStore(
    subscribe,
    () => shown,
    () => notWaiting,
  );
}

/** True once somebody has waited for the server long enough to wonder. */
export function useIsWaiting(): boolean {
  return useShown().isWaiting;
}

/** The one way to another address: it is seen while it waits, and asks first where typed work would be left behind. */
export function useNavigate() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();

  function go(method: "push" | "replace", href: string, options?: Options): void {
    // A form that is sent to an address stands in it.
    changeOfSentForm()();
    const begin = () => startTransition(() => router[method](href, options));
    const leave = () => (watched ? watched(begin) : begin());
    const isSamePage = new URL(href, location.href).pathname === location.pathname;
    if (!isSamePage && hasTypedWork()) show({ leave });
    else leave();
  }

  return {
    push: (href: string, options?: Options) => go("push", href, options),
    replace: (href: string, options?: Options) => go("replace", href, options),
    isPending,
  };
}
