import type { AuditFact } from "@/db/schema/audit-log";
import type { AuditFacts } from "@/domain/audit-log";
import {
  type AppliedRosters,
  type ImportedOrganization,
  type ImportedPlan,
  isRecounted,
  isSamePlanAsBefore,
  isUnchanged,
} from "@/domain/imports";
import { ofAccount, ofOrganization, ofPerson } from "../audit";

/** One row per organization in which something changed, per account counted anew, and per account a join touches. */
export function auditOf({ outcome, logins }: AppliedRosters): AuditFact<"roster.import" | "person.join">[] {
  const { organizations, plans = [], accounts, waiting = [] } = outcome;
  const ofOrganizations = changesOf(organizations, plans).map(({ organization, before, after }) => ({
    action: "roster.import" as const,
    ...ofOrganization(organization.organizationId, organization.accountId),
    before: { login: organization.login, ...before },
    after: { login: organization.login, ...after },
  }));
  const ofAccounts = accounts.filter(isRecounted).map((account) => ({
    action: "roster.import" as const,
    ...ofAccount(account.id),
    before: { usedSeats: account.usedBefore, students: account.studentsBefore, bots: account.botsBefore },
    after: {
      usedSeats: account.usedAfter,
      students: account.studentsAfter,
      bots: account.botsAfter,
      ...(account.autoActivated !== undefined && {
        autoActivated: account.autoActivated,
        leftOut: account.leftOut ?? 0,
      }),
    },
  }));
  const ofWaiting = waiting.map(({ organizationId, login, accountId, activated }) => ({
    action: "roster.import" as const,
    ...ofOrganization(organizationId, accountId),
    before: { login },
    after: { login, autoActivated: activated },
  }));
  const ofJoined = logins.joined.flatMap(({ login, intoLogin, accountIds, userId, intoUserId, isPersonGone }) =>
    (accountIds.length > 0 ? accountIds : [null]).map((accountId) => ({
      action: "person.join" as const,
      ...ofPerson(userId, accountId),
      before: { login, person: userId },
      after: { login: intoLogin, person: intoUserId, isPersonGone },
    })),
  );
  return [...ofOrganizations, ...ofWaiting, ...ofAccounts, ...ofJoined];
}

type Changes = { organization: ImportedOrganization | ImportedPlan } & Record<"before" | "after", AuditFacts>;

/** What changed in each organization, its members and its old plan together. */
function changesOf(organizations: ImportedOrganization[], plans: ImportedPlan[]): Changes[] {
  const changes = new Map<number, Changes>();
  for (const organization of organizations) {
    if (isUnchanged(organization)) continue;
    const { added, removed, activated, deactivated, rolesChanged, peopleUpdated } = organization;
    const { lastSeenUpdated, waitingEnded } = organization;
    changes.set(organization.organizationId, {
      organization,
      before: { members: organization.membersBefore },
      after: {
        members: organization.membersAfter,
        ...{ added, removed, activated, deactivated, rolesChanged, peopleUpdated },
        ...(lastSeenUpdated !== undefined && { lastSeenUpdated }),
        ...(waitingEnded !== undefined && { waitingEnded }),
      },
    });
  }
  for (const plan of plans) {
    if (isSamePlanAsBefore(plan)) continue;
    const known = changes.get(plan.organizationId);
    changes.set(plan.organizationId, {
      organization: plan,
      before: { ...known?.before, ...plan.before },
      after: { ...known?.after, ...plan.after },
    });
  }
  return [...changes.values()];
}
