import type { Busy } from "@/db/places";

/** Seconds. As long as somebody waits in line before this is said. */
const pause = 5;

export function busyResponse({ message }: Busy): Response {
  return Response.json({ error: message }, { status: 503, headers: { "retry-after": String(pause) } });
}
