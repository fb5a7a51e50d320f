import "server-only";
import type { z } from "zod";
import { DomainError, type DomainErrorCode } from "@/domain/errors";
import { signedOut } from "@/domain/front-door.mjs";
import { refused } from "@/domain/result";
import { busyResponse, isBusy } from "./busy-response";
import { readInput } from "./read-input";
import { findStaff } from "./session";

const statuses: Record<DomainErrorCode, number> = {
  invalid_input: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  preview_changed: 409,
  precondition_failed: 422,
};

/** The page keeps what its form was sending. */
const lost = { error: signedOut, code: "signed_out" };

type SignedIn = NonNullable<Awaited<ReturnType<typeof findStaff>>>;
type Call<Asked> = SignedIn & { asked: Asked; request: Request };
type Context = { params: Promise<Record<string, unknown>> };

/**
 * The door of a route handler for signed-in staff; anyone else gets 401. The schema reads the query and the parameters
 * of the path together. A `DomainError` becomes an answer with its message and a fitting status.
 */
export function staffRoute<Schema extends z.ZodType>(
  Asked: Schema,
  answer: (call: Call<z.output<Schema>>) => Promise<Response>,
) {
  return async (request: Request, { params }: Context = { params: Promise.resolve({}) }): Promise<Response> => {
    const signedIn = await findStaff();
    if (!signedIn)
      return Response.json(request.method === "POST" ? lost : { error: "Sign in first." }, { status: 401 });
    try {
      const query = Object.fromEntries(new URL(request.url).searchParams);
      const [asked] = readInput({ ...query, ...(await params) }, Asked);
      return await answer({ ...signedIn, asked, request });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (isBusy(error)) return busyResponse(error);
      const { message, ...refusal } = refused(error).error;
      return Response.json({ error: message, ...refusal }, { status: statuses[error.code] });
    }
  };
}
