import { addresses } from "@/domain/addresses";
import type { AuditRow } from "@/domain/audit-log";
import { CutName } from "./cut-name";

type Props = { entry: Pick<AuditRow, "subjectKind" | "subjectId" | "subjectName" | "before" | "after"> };

/** What an entry is about, by the name it has today, or else by the name it had. */
export function AuditLogSubject({ entry: { subjectKind, subjectId, subjectName, before, after } }: Props) {
  const formerName = after?.login ?? before?.login ?? after?.email ?? before?.email;
  const name = subjectName ?? formerName?.toString() ?? `${subjectKind} ${subjectId}`;
  if (subjectName === null) return <CutName name={name} />;
  const hrefs = {
    account: addresses.account(subjectId).overview,
    organization: addresses.organization(subjectId),
    person: addresses.person(subjectId),
    plan: addresses.plans(),
    staff: addresses.staff,
    webhook: addresses.alerts(),
  };
  return <CutName name={name} href={hrefs[subjectKind]} />;
}
