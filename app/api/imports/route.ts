import { Busy } from "@/db/places";
import { DomainError } from "@/domain/errors";
import { signedOut } from "@/domain/front-door.mjs";
import type { Refusal } from "@/domain/result";
import { busyResponse } from "@/server/busy-response";
import { securityHeaders } from "@/server/security-headers";
import { findStaff } from "@/server/session";
import { stageUpload } from "@/server/uploads/stage-upload";

const statuses: Partial<Record<Refusal["code"], number>> = { signed_out: 401, forbidden: 403, conflict: 409 };

/** An upload of rosters. It does not pass proxy.ts, which would hold it in memory for whoever sends it. */
export async function POST(request: Request): Promise<Response> {
  const response = await answer(request);
  for (const [name, value] of Object.entries(securityHeaders(""))) response.headers.set(name, value);
  return response;
}

async function answer(request: Request): Promise<Response> {
  const signedIn = await findStaff();
  if (!signedIn) return refuse({ code: "signed_out", message: signedOut });
  try {
    const staged = await stageUpload(signedIn.staff, request.body);
    return staged.ok ? Response.json({ importId: staged.importId }, { status: 201 }) : refuse(staged.error);
  } catch (error) {
    if (error instanceof Busy) return busyResponse(error);
    if (error instanceof DomainError) return refuse(error);
    throw error;
  }
}

function refuse({ code, message, fields }: Refusal): Response {
  return Response.json({ error: message, code, fields }, { status: statuses[code] ?? 400 });
}
