import { Busy } from "@/db/places";

export function isBusy(error: unknown): error is Busy {
  return error instanceof Busy;
}

export function busyResponse({ message, retryAfterSeconds }: Busy): Response {
  return Response.json({ error: message }, { status: 503, headers: { "retry-after": String(retryAfterSeconds) } });
}
