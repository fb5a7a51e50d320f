import "server-only";
import type { Tx } from "@/db/client";
import type { AuditEntry } from "@/db/schema";
import { selectionLimit } from "@/domain/activation";
import { auditOfStep } from "./audit-of-step";

type Step<Action extends "person.activate" | "person.deactivate"> = Parameters<typeof auditOfStep<Action>>[1];

/** A row for each of these people, however many they are: each was chosen, and each can ask why. */
export async function auditInParts<Action extends "person.activate" | "person.deactivate">(
  tx: Tx,
  step: Omit<Step<Action>, "userIds">,
): Promise<AuditEntry<Action>[]> {
  const entries: AuditEntry<Action>[] = [];
  for (let start = 0; start < step.people.length; start += selectionLimit) {
    const people = step.people.slice(start, start + selectionLimit);
    entries.push(...(await auditOfStep<Action>(tx, { ...step, people, userIds: people.map(({ userId }) => userId) })));
  }
  return entries;
}
