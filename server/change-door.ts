import "server-only";
import { auditedTransaction, type Written } from "@/db/audited-transaction";
import type { Tx } from "@/db/executor";
import { findAnswer, insertCall, updateAnswer } from "@/db/queries/answered-calls";
import { readSnapshot } from "@/db/snapshot";
import { canonicalJson } from "@/domain/canonical-json";
import { confirmationOf } from "@/domain/confirmation";
import { type Actor, authorize, type Permission } from "@/domain/permissions";
import type { Done } from "@/domain/result";
import { hasten } from "./background/clock";

/** A change as its callers see it. A page, a route, a job, a command, and a test call the same one. */
export type Change<Asked, Data> = {
  /** Refuses with a `DomainError`. */
  (actor: Actor, asked: Asked): Promise<Done<Data>>;
  /**
   * For a caller who may have to repeat a call without knowing whether the first one arrived. The change happens once
   * per key, and a repeated call gets the first answer, as JSON.
   */
  once(actor: Actor, asked: Asked, key: string): Promise<Done<unknown>>;
  permissions: readonly Permission[];
};

/** `told` is what was done, where the entries of the audit log do not say it. */
export type Work<P extends Permission, Data> = (tx: Tx) => Promise<Written<NoInfer<P>, Data> & { told?: string }>;

export type DoorOptions<P extends Permission> = {
  permission: P | P[];
  /** Hastens what follows the change. Anything that must not be lost is a row that `write` has written. */
  whenDone?: () => void;
};

/** The way into every change: permission, input, then one audited transaction. `read` turns what was asked into work. */
export function door<P extends Permission, Asked, Data>(
  { permission, whenDone }: DoorOptions<P>,
  read: (actor: Actor, asked: Asked) => Promise<Work<P, Data>>,
): Change<Asked, Data> {
  const permissions = [permission].flat();
  const authorizeAll = (actor: Actor) => {
    for (const one of permissions) authorize(actor, one);
  };

  function finish(): void {
    whenDone?.();
    // The change may have raised an alert, which has messages to send.
    hasten("webhooks");
  }

  async function change(actor: Actor, asked: Asked): Promise<Done<Data>> {
    authorizeAll(actor);
    const work = await read(actor, asked);
    const done = await auditedTransaction(actor, permission, (tx, changeId) => doneBy(work, tx, changeId));
    finish();
    return done;
  }

  async function once(actor: Actor, asked: Asked, key: string): Promise<Done<unknown>> {
    authorizeAll(actor);
    const call = { actor, key, asked: canonicalJson({ permissions, asked }) };
    // This comes before anything is prepared, because a second call would be refused for what the first one used up.
    const known = await readSnapshot((db) => findAnswer(db, call));
    if (known) return known;
    const work = await read(actor, asked);
    const { isNew, answer } = await auditedTransaction(actor, permission, async (tx, changeId) => {
      const earlier = await insertCall(tx, call);
      if (earlier) return { data: { isNew: false, answer: earlier }, audit: [] };
      const { data: done, audit } = await doneBy(work, tx, changeId);
      return { data: { isNew: true, answer: await updateAnswer(tx, call, done) }, audit };
    });
    if (isNew) finish();
    return answer;
  }

  return Object.assign(change, { once, permissions });
}

async function doneBy<P extends Permission, Data>(
  work: Work<P, Data>,
  tx: Tx,
  changeId: string,
): Promise<Written<P, Done<Data>>> {
  const { data, audit, told } = await work(tx);
  const entries = [audit].flat();
  const confirmation = confirmationOf(changeId, entries);
  return {
    data: {
      data,
      changeId: entries.length > 0 ? changeId : null,
      confirmation: told === undefined ? confirmation : { ...confirmation, message: told },
    },
    audit: entries,
  };
}
