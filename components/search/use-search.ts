import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { addresses } from "@/domain/addresses";
import type { SearchResult } from "@/domain/search";
import { searchTextFrom } from "@/domain/searched-text";

class SignedOut extends Error {}

const searchOf = (text: string) =>
  queryOptions({
    queryKey: ["search", text],
    enabled: text !== "",
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: (failures, error) => failures < 1 && !(error instanceof SignedOut),
    retryDelay: 300,
    queryFn: async ({ signal }): Promise<SearchResult> => {
      const response = await fetch(addresses.api.search({ q: text }), { signal });
      if (response.status === 401) throw new SignedOut();
      if (!response.ok) throw new Error("The search did not answer.");
      return response.json();
    },
  });

const debounce = 120;

/** A moment after the last keystroke. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), debounce);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

type Trouble = "offline" | "signed_out" | "failed";

/**
 * What is found while somebody types. The last result stays until the next one is there; `isCurrent` says whether it
 * answers what stands in the field.
 */
export function useSearch(typed: string) {
  const text = searchTextFrom(typed);
  const settled = useSettled(text);
  const { data, error, fetchStatus, isPlaceholderData } = useQuery(searchOf(settled));

  const trouble: Trouble | undefined =
    fetchStatus === "paused" ? "offline" : error instanceof SignedOut ? "signed_out" : error ? "failed" : undefined;
  const result = text === "" || trouble ? undefined : data;
  return { text, result, trouble, isCurrent: result !== undefined && !isPlaceholderData && settled === text };
}
