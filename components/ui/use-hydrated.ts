import { useSyncExternalStore } from "react";

const subscribe = () => () => {};

/** False on the server and until React listens, so that no click is lost on a page that only looks ready. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
