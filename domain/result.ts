import type { z } from "zod";
import type { DomainErrorCode } from "./errors";

export type Refusal = {
  code: DomainErrorCode | "signed_out";
  message: string;
  fields?: Record<string, string[] | undefined>;
};

/** A server action's answer. A refusal is a value because Next.js hides thrown messages from the browser. */
export type Result<Data> = { ok: true; data: Data } | { ok: false; error: Refusal };

/** A refusal with messages by field path, so that the form can show each at its field. */
export function invalidInput(error: z.ZodError): Refusal {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of error.issues) {
    const name = path.join(".");
    fields[name] = [...(fields[name] ?? []), message];
  }
  const message = error.issues.map((issue) => issue.message).join(" ");
  return { code: "invalid_input", message, fields };
}
