import { getAccount } from "@/db/queries/accounts";
import { AccountPath } from "@/domain/input/accounts";
import { AuditLogListing } from "@/domain/input/audit-log";
import { staffRoute } from "@/server/route";
import { auditLogCsv } from "../../../audit-log/audit-log-csv";

/** Every entry of an account's audit log that its filters find. */
export const GET = staffRoute(AccountPath.extend(AuditLogListing.shape), async ({ asked, read, request }) => {
  const account = await read((db) => getAccount(db, asked.accountId));
  return auditLogCsv(request, read, `audit-log-of-${account.name}.csv`, asked);
});
