"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { addresses } from "@/domain/addresses";

/** Asks whether the import still runs, and shows the page anew once it does not. */
export function WaitForImport({ importId }: { importId: number }) {
  const router = useRouter();
  const { isError } = useQuery({
    queryKey: ["running-import", importId],
    refetchInterval: 2_000,
    queryFn: async ({ signal }): Promise<boolean> => {
      const response = await fetch(addresses.api.import(importId), { signal });
      if (!response.ok) throw new Error("The import did not answer.");
      const { isRunning } = await response.json();
      if (!isRunning) router.refresh();
      return isRunning;
    },
  });
  return (
    <p className="text-text-muted">
      {isError
        ? "The console did not answer. Reload the page to see how far it is."
        : "Its result is shown here when it is done."}
    </p>
  );
}
