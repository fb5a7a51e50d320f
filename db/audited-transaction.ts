import { sql } from "drizzle-orm";
import { type Actor, authorize, nameOf, type Permission } from "@/domain/permissions";
import { db } from "./client";
import type { Tx } from "./executor";
import { updateSeatAlerts } from "./queries/seat-alerts";
import { retry } from "./retry";
import { type AuditEntry, auditLog } from "./schema/audit-log";

/** What a transaction answers, and its entries for the audit log. */
export type Written<P extends Permission, Data> = { data: Data; audit: AuditEntry<P> | AuditEntry<P>[] };

/** Rows per insert: far below the 65,534 parameters that a statement can have. */
const chunk = 1000;

/**
 * The one way to write: checks every permission, then commits the change and its
 * audit rows together or not at all. `work` may run again, so it touches nothing but `tx`.
 */
export async function auditedTransaction<P extends Permission, Data>(
  actor: Actor,
  permissions: P | P[],
  work: (tx: Tx, changeId: string) => Promise<Written<NoInfer<P>, Data>>,
  /** For work that reads a lot and must read all of it as of one moment. */
  config?: { isolationLevel: "repeatable read" },
): Promise<Data> {
  for (const permission of [permissions].flat()) authorize(actor, permission);
  const common = { changeId: crypto.randomUUID(), actor: nameOf(actor) };

  return retry(() =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('console.change_id', ${common.changeId}, true)`);
      const { data, audit } = await work(tx, common.changeId);
      await updateSeatAlerts(tx, common.changeId);
      const entries = [audit].flat().map((entry) => ({ ...entry, ...common }));
      for (let start = 0; start < entries.length; start += chunk) {
        await tx.insert(auditLog).values(entries.slice(start, start + chunk));
      }
      return data;
    }, config),
  );
}
