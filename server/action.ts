import "server-only";
import { refresh } from "next/cache";
import type { z } from "zod";
import { auditedTransaction, type Written } from "@/db/audited-transaction";
import type { Tx } from "@/db/client";
import { DomainError } from "@/domain/errors";
import { authorize, type Permission } from "@/domain/permissions";
import { type Done, type Result, refused } from "@/domain/result";
import type { Change } from "./change-door";
import { readInput } from "./read-input";
import { findStaff, type StaffActor } from "./session";

/** Said in place: the sign-in page would take away what was typed. */
const signedOut = "You are signed out. Sign in again in another tab, then try again here: nothing typed was lost.";

/** Offers a change to a page, made by whoever is signed in. Afterwards the page shows what is so now. */
export function action<Asked, Data>(change: Change<Asked, Data>) {
  return answer(change);
}

function answer<Asked, Data>(change: (staff: StaffActor, asked: Asked) => Promise<Done<Data>>) {
  return async (asked: Asked): Promise<Result<Data>> => {
    const signedIn = await findStaff();
    if (!signedIn) return { ok: false, error: { code: "signed_out", message: signedOut } };
    try {
      const done = await change(signedIn.staff, asked);
      refresh();
      return { ok: true, ...done };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === "preview_changed") refresh();
      return refused(error);
    }
  };
}

type ActionDefinition<P extends Permission, Input extends z.ZodType, Prepared, Data> = {
  permission: P | P[];
  input: Input;
  /** Calls to the outside world, made before the transaction opens. */
  prepare?: (input: z.output<Input>) => Promise<Prepared>;
  run: (args: {
    tx: Tx;
    input: z.output<Input>;
    prepared: Prepared;
    staff: StaffActor;
  }) => Promise<Written<NoInfer<P>, Data>>;
  /** Begins what follows a change, once it is committed. */
  whenDone?: () => void;
};

/** An action that makes its change itself. */
export function defineAction<P extends Permission, Input extends z.ZodType, Data, Prepared = undefined>(
  definition: ActionDefinition<P, Input, Prepared, Data>,
) {
  return answer(async (staff, asked: z.input<Input>): Promise<Done<Data>> => {
    for (const permission of [definition.permission].flat()) authorize(staff, permission);
    const [input] = readInput(asked, definition.input);
    const prepared = (await definition.prepare?.(input)) as Prepared;
    const done = await auditedTransaction(staff, definition.permission, async (tx, changeId) => {
      const { data, audit } = await definition.run({ tx, input, prepared, staff });
      return { data: { data, changeId: [audit].flat().length > 0 ? changeId : null }, audit };
    });
    definition.whenDone?.();
    return done;
  });
}
