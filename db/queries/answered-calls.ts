import { createHash } from "node:crypto";
import { and, eq, lt } from "drizzle-orm";
import { DomainError } from "@/domain/errors";
import { type Actor, callerOf } from "@/domain/permissions";
import type { Done } from "@/domain/result";
import type { Reader, Tx } from "../executor";
import { answeredCalls } from "../schema/answered-calls";

/** Longer than any caller repeats a call, and short enough for the table to stay small. */
export const daysKept = 30;

/** `asked` is everything that tells one call from another, as text. */
type Call = { actor: Actor; key: string; asked: string };

const keyOf = ({ actor, key }: Call) => ({ caller: callerOf(actor), key });

function isKeyOf(call: Call) {
  const { caller, key } = keyOf(call);
  return and(eq(answeredCalls.caller, caller), eq(answeredCalls.key, key));
}

const hashOf = ({ asked }: Call) => createHash("sha256").update(asked).digest("hex");

/** The first answer under this key. A key that was used for another call is refused. */
export async function findAnswer(db: Reader, call: Call): Promise<Done<unknown> | undefined> {
  const [answered] = await db.select().from(answeredCalls).where(isKeyOf(call));
  if (!answered || answered.askedHash === hashOf(call)) return answered?.answer ?? undefined;
  throw new DomainError("conflict", "This key was used for a different call. Use a new key for each call.");
}

/**
 * Takes the key, or returns the first answer under it. A second caller waits here while the first call is running. A
 * change that is rolled back frees its key.
 */
export async function insertCall(tx: Tx, call: Call): Promise<Done<unknown> | undefined> {
  const row = { ...keyOf(call), askedHash: hashOf(call) };
  const taken = await tx.insert(answeredCalls).values(row).onConflictDoNothing().returning();
  return taken.length > 0 ? undefined : findAnswer(tx, call);
}

/** Stores the answer, and returns it as every later call will read it. */
export async function updateAnswer(tx: Tx, call: Call, answer: Done<unknown>): Promise<Done<unknown>> {
  const [answered] = await tx.update(answeredCalls).set({ answer }).where(isKeyOf(call)).returning();
  return answered!.answer!;
}

/** Deletes expired answers. Returns how many. */
export async function deleteOldCalls(tx: Tx, now: Date): Promise<number> {
  const oldest = new Date(now.getTime() - daysKept * 24 * 60 * 60 * 1000);
  const deleted = await tx
    .delete(answeredCalls)
    .where(lt(answeredCalls.at, oldest))
    .returning({ key: answeredCalls.key });
  return deleted.length;
}
