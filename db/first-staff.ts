import { env } from "@/env";
import { auditedTransaction } from "./audited-transaction";
import type { Tx } from "./executor";
import { hold } from "./locks";
import { insertFirstAdmin, insertSampleStaff } from "./queries/staff";
import type { Staff } from "./schema/staff";

/**
 * Adds the people who can sign in before anyone has: the environment's first admin, and the sample staff if they are
 * switched on.
 */
export async function addFirstStaff(): Promise<void> {
  const { FIRST_ADMIN_EMAIL: email, SAMPLE_SIGN_IN: withSamples } = env;
  if (email)
    await addStaff("FIRST_ADMIN_EMAIL names the first admin.", async (tx) => {
      await hold(tx, () => ({ staff: true }));
      return [await insertFirstAdmin(tx, email)];
    });
  if (withSamples) await addStaff("Sample sign-ins are on.", insertSampleStaff);
}

async function addStaff(reason: string, insert: (tx: Tx) => Promise<(Staff | undefined)[]>): Promise<void> {
  await auditedTransaction({ kind: "system", job: "start" }, "staff.add", async (tx) => {
    const added = (await insert(tx)).filter((member) => member !== undefined);
    const audit = added.map(({ id, email, role }) => ({
      action: "staff.add" as const,
      subjectKind: "staff" as const,
      subjectId: id,
      reason,
      after: { email, role },
    }));
    return { data: undefined, audit };
  });
}
