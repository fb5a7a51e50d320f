"use client";

import { MutationCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

/** Every change makes the few queries of the browser read again. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => {
    const created: QueryClient = new QueryClient({
      mutationCache: new MutationCache({ onSuccess: () => created.invalidateQueries() }),
    });
    return created;
  });
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
