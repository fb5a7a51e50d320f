import { and, eq } from "drizzle-orm";
import type { Reader } from "@/db/executor";
import { accountUsers } from "@/db/schema/seats";
import type { Kind } from "@/domain/seats";

/** What one person is to the seats of one account; undefined when they hold no row there. */
export async function findAccountUser(
  db: Reader,
  accountId: string,
  userId: number,
): Promise<{ kind: Kind; organizationCount: number } | undefined> {
  const [row] = await db
    .select({ kind: accountUsers.kind, organizationCount: accountUsers.organizationCount })
    .from(accountUsers)
    .where(and(eq(accountUsers.accountId, accountId), eq(accountUsers.userId, userId)));
  return row;
}
