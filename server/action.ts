import "server-only";
import { refresh } from "next/cache";
import type { z } from "zod";
import { auditedTransaction, type Change } from "@/db/audited-transaction";
import type { Tx } from "@/db/client";
import { longWork } from "@/db/places";
import { refuseInput } from "@/domain/bounded-input";
import { DomainError } from "@/domain/errors";
import { signedOut } from "@/domain/front-door.mjs";
import { authorize, type Permission } from "@/domain/permissions";
import { invalidInput, type Result, refusalOf } from "@/domain/result";
import { hasten } from "./background/clock";
import { findStaff, type StaffActor } from "./session";

type ActionDefinition<P extends Permission, Input extends z.ZodType, Prepared, Data> = {
  permission: P | P[];
  input: Input;
  /** Calls to the outside world, made before the transaction opens. */
  prepare?: (input: z.output<Input>, staff: StaffActor) => Promise<Prepared>;
  run: (args: RunArguments<Input, Prepared>) => Promise<Change<NoInfer<P>, Data>>;
  /** Takes a place among the work that holds a connection for long. */
  isLong?: boolean;
  /** Begins what follows a change, once it is committed. */
  whenDone?: () => void;
  /** What is remembered of a refusal, after its transaction was undone. */
  whenRefused?: (refusal: DomainError, args: Omit<RunArguments<Input, Prepared>, "tx">) => Promise<void>;
};

type RunArguments<Input extends z.ZodType, Prepared> = {
  tx: Tx;
  input: z.output<Input>;
  prepared: Prepared;
  staff: StaffActor;
};

/** The door for writes: session, permission, input, then one audited transaction. */
export function defineAction<P extends Permission, Input extends z.ZodType, Data, Prepared = undefined>(
  definition: ActionDefinition<P, Input, Prepared, Data>,
) {
  return async (rawInput: z.input<Input>): Promise<Result<Data>> => {
    const signedIn = await findStaff();
    if (!signedIn) return { ok: false, error: { code: "signed_out", message: signedOut } };
    const { staff } = signedIn;
    try {
      for (const permission of [definition.permission].flat()) authorize(staff, permission);

      const refusal = refuseInput(rawInput);
      if (refusal) throw new DomainError("invalid_input", refusal);
      const parsed = definition.input.safeParse(rawInput);
      if (!parsed.success) return { ok: false, error: invalidInput(parsed.error) };
      const input = parsed.data;

      const prepared = (await definition.prepare?.(input, staff)) as Prepared;
      const change = () =>
        auditedTransaction(staff, definition.permission, (tx) => definition.run({ tx, input, prepared, staff }));
      const data = await (definition.isLong ? longWork.hold(change) : change()).catch(async (error) => {
        if (error instanceof DomainError) await definition.whenRefused?.(error, { input, prepared, staff });
        throw error;
      });
      definition.whenDone?.();
      // It may have raised an alert.
      hasten("webhooks");
      refresh();
      return { ok: true, data };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === "preview_changed" || definition.whenRefused) refresh();
      return { ok: false, error: refusalOf(error) };
    }
  };
}
