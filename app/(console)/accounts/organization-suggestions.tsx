"use client";

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { addresses } from "@/domain/addresses";
import { formatCount } from "@/domain/format";

type Suggestion = { id: number; login: string };

const suggestionsOf = (text: string) =>
  queryOptions({
    queryKey: ["attachable-organizations", text],
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    queryFn: async ({ signal }): Promise<Suggestion[]> => {
      const response = await fetch(addresses.api.organizations({ q: text }), { signal });
      if (!response.ok) throw new Error("The search did not answer.");
      return response.json();
    },
  });

type Props = { text: string; onChoose: (login: string) => void };

export function OrganizationSuggestions({ text, onChoose }: Props) {
  const { data: suggestions = [], isError } = useQuery(suggestionsOf(text));
  if (text === "") return null;

  return (
    <div className="flex flex-wrap items-center gap-2">
      <p role="status" className="text-small text-text-muted">
        {isError
          ? "The search did not answer. Logins can still be typed."
          : `${formatCount(suggestions.length, "organization", "organizations")} in no account found`}
      </p>
      <ul aria-label="Organizations found" className="flex flex-wrap gap-1">
        {suggestions.map(({ id, login }) => (
          <li key={id}>
            <Button size="small" onClick={() => onChoose(login)}>
              {login}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
