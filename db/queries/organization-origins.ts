import { and, inArray, isNotNull, sql } from "drizzle-orm";
import type { OrganizationOrigin } from "@/domain/organization-corrections";
import type { Reader } from "../executor";
import { auditLog } from "../schema/audit-log";
import type { Organization } from "../schema/organizations";

/**
 * The organizations that were ever in an account. The audit log knows, because each change that attaches, moves or
 * detaches one writes a row for it in the account (S15), and no row is ever deleted. No other table keeps this for an
 * organization that left without a seat-taker.
 */
export async function listOnceInAccount(db: Reader, organizationIds: readonly number[]): Promise<Set<number>> {
  const rows = await db
    .selectDistinct({ id: sql<number>`${auditLog.subjectId}::bigint` })
    .from(auditLog)
    .where(
      and(
        sql`${auditLog.subjectKind} = 'organization'`,
        inArray(auditLog.subjectId, organizationIds.map(String)),
        isNotNull(auditLog.accountId),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

type Stored = Pick<
  Organization,
  "login" | "service" | "serviceId" | "accountId" | "planSeatCount" | "stripeCustomerId" | "stripeSubscriptionId"
>;

export function originOf(organization: Stored, wasInAccount: boolean): OrganizationOrigin {
  const { login, service, serviceId, accountId } = organization;
  const { planSeatCount, stripeCustomerId, stripeSubscriptionId } = organization;
  const hasOldPlan = [planSeatCount, stripeCustomerId, stripeSubscriptionId].some((fact) => fact !== null);
  return { login, service, serviceId, isInAccount: accountId !== null, wasInAccount, hasOldPlan };
}
