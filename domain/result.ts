import type { z } from "zod";
import { DomainError, type DomainErrorCode } from "./errors";

type Issue = Pick<z.core.$ZodIssue, "path" | "message">;

export type Refusal = {
  code: DomainErrorCode | "signed_out";
  message: string;
  fields?: Record<string, string[]>;
};

/** What every change answers. `changeId` finds its entries in the audit log; null when it changed nothing. */
export type Done<Data> = { data: Data; changeId: string | null };

/** What a server action answers. A refusal is a value, because Next.js hides thrown messages from the browser. */
export type Result<Data> = ({ ok: true } & Done<Data>) | { ok: false; error: Refusal };

export function refused({ code, message, fields }: DomainError): { ok: false; error: Refusal } {
  return { ok: false, error: { code, message, fields } };
}

/** A refusal that names each bad field by its path, so that the form can show it there. */
export function invalidInput(issues: readonly Issue[]): DomainError {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const name = path.join(".");
    fields[name] = [...(fields[name] ?? []), message];
  }
  return new DomainError("invalid_input", issues.map(({ message }) => message).join(" "), fields);
}
