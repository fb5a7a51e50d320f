/** What an entry of the audit log is about. */
export function ofAccount(id: string) {
  return { accountId: id, subjectKind: "account", subjectId: id } as const;
}

export function ofOrganization(id: number, accountId: string | null) {
  return { accountId, subjectKind: "organization", subjectId: String(id) } as const;
}

export function ofPerson(id: number, accountId: string | null) {
  return { accountId, subjectKind: "person", subjectId: String(id) } as const;
}

export function ofStaff(id: string) {
  return { subjectKind: "staff", subjectId: id } as const;
}

export function ofWebhook({ id, account }: { id: string; account: { id: string } | null }) {
  return { accountId: account?.id, subjectKind: "webhook", subjectId: id } as const;
}
