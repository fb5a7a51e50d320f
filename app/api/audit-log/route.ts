import { AuditLogListing } from "@/domain/input/audit-log";
import { staffRoute } from "@/server/route";
import { auditLogCsv } from "./audit-log-csv";

/** Every entry of the audit log that its filters find. */
export const GET = staffRoute(AuditLogListing, ({ asked, read, request }) =>
  auditLogCsv(request, read, "audit-log.csv", asked),
);
