import os from "node:os";
import { closeDatabase } from "@/db/client";
import { refreshSuggestions } from "@/server/suggestions/refresh-suggestions";

try {
  const start = Date.now();
  const outcome = await refreshSuggestions({ kind: "cli", user: os.userInfo().username });
  console.log(
    outcome === "refreshed"
      ? `Suggestions were refreshed in ${((Date.now() - start) / 1000).toFixed(1)} s.`
      : "Suggestions are being refreshed already: nothing was done.",
  );
} finally {
  await closeDatabase();
}
