import { seatFacts } from "@/domain/accounts";
import type { ImportedOrganization, ImportedPlan } from "@/domain/imports";
import type { OrganizationPlan } from "@/domain/organization-plans";
import type { imports } from "../schema/imports";
import type { Organization } from "../schema/organizations";
import { companiesWithAccount } from "./companies";
import type { SampleWorld } from "./sample-world";
import type { PastEntry } from "./seats";

export const reason = "Sample world";

/** What the roster of each organization did; those never imported are left out. */
export function countImported({ memberships }: SampleWorld, organizations: Organization[]): ImportedOrganization[] {
  const counts = organizations.map(() => ({ members: 0, activated: 0 }));
  for (const { organization, isActivated } of memberships) {
    counts[organization]!.members += 1;
    counts[organization]!.activated += Number(isActivated);
  }
  return organizations.flatMap(({ id, login, accountId, importedAt }, place) => {
    if (importedAt === null) return [];
    const { members, activated } = counts[place]!;
    return {
      organizationId: id,
      login,
      accountId,
      isNew: true,
      membersBefore: 0,
      membersAfter: members,
      added: members,
      removed: 0,
      activated,
      deactivated: 0,
      rolesChanged: 0,
      peopleUpdated: 0,
    };
  });
}

const noPlan: OrganizationPlan = { planSeats: null, stripeCustomer: null, stripeSubscription: null };

/** The old plans that came with the rosters. */
export function listPlans(organizations: Organization[]): ImportedPlan[] {
  return organizations.flatMap((organization) => {
    const { id, login, accountId, planSeatCount, stripeCustomerId, stripeSubscriptionId } = organization;
    const after = {
      planSeats: planSeatCount,
      stripeCustomer: stripeCustomerId,
      stripeSubscription: stripeSubscriptionId,
    };
    return planSeatCount === null ? [] : { organizationId: id, login, accountId, isNew: true, before: noPlan, after };
  });
}

/** One call for all rosters that came at the same moment, the oldest first. */
export function importRows(
  imported: ImportedOrganization[],
  organizations: Organization[],
  plans: ImportedPlan[],
  actor: string,
): (typeof imports.$inferInsert)[] {
  const momentOf = new Map(organizations.map(({ id, importedAt }) => [id, importedAt?.getTime() ?? 0]));
  const calls = new Map<number, ImportedOrganization[]>();
  for (const organization of imported) {
    const moment = momentOf.get(organization.organizationId)!;
    calls.set(moment, [...(calls.get(moment) ?? []), organization]);
  }
  return [...calls]
    .sort(([one], [other]) => one - other)
    .map(([moment, brought]) => {
      const plansOfCall = plans.filter((plan) => brought.some(({ login }) => login === plan.login));
      const rosters = brought.map(({ login, membersAfter }) => ({
        path: `${login}.csv`,
        size: 96 + membersAfter * 112,
      }));
      const lists = plansOfCall.length > 0 ? [{ path: "plans.csv", size: 71 + plansOfCall.length * 52 }] : [];
      return {
        status: "done",
        actor,
        activate: "none",
        isShrinkAllowed: false,
        files: [...rosters, ...lists],
        result: {
          organizations: brought,
          ...(plansOfCall.length > 0 && { plans: plansOfCall }),
          ...{ accounts: [], keptMarks: 0, renamed: 0, joined: 0, skippedRows: [], peopleDigest: "" },
        },
        createdAt: new Date(moment),
        finishedAt: new Date(moment),
      };
    });
}

export function createRows(at: (daysAgo: number) => Date): PastEntry[] {
  return companiesWithAccount.map(({ code, account, knownDaysAgo }) => {
    const { name, planSeatCount, freeSeatCount, state = "active" } = account;
    return {
      action: "account.create",
      accountId: code,
      subjectKind: "account",
      subjectId: code,
      reason,
      after: { name, ...seatFacts(account, planSeatCount + freeSeatCount), state },
      createdAt: at(knownDaysAgo),
    };
  });
}

export function importAuditRows(
  imported: ImportedOrganization[],
  organizations: Organization[],
  plans: ImportedPlan[],
): PastEntry[] {
  const momentOf = new Map(organizations.map(({ id, importedAt, createdAt }) => [id, importedAt ?? createdAt]));
  return imported.map(({ organizationId, login, accountId, isNew: _, membersBefore, membersAfter, ...changes }) => {
    const plan = plans.find((candidate) => candidate.organizationId === organizationId);
    return {
      action: "roster.import",
      accountId,
      subjectKind: "organization",
      subjectId: String(organizationId),
      reason,
      before: { login, members: membersBefore, ...plan?.before },
      after: { login, members: membersAfter, ...changes, ...plan?.after },
      createdAt: momentOf.get(organizationId)!,
    };
  });
}

export function attachRows(organizations: Organization[]): PastEntry[] {
  const nameOfAccount = new Map(companiesWithAccount.map(({ code, account }) => [code, account.name]));
  return organizations.flatMap(({ id, login, accountId, attachedAt, createdAt }) => {
    if (accountId === null) return [];
    return {
      action: "organization.attach",
      accountId,
      subjectKind: "organization",
      subjectId: String(id),
      reason,
      before: { login, account: null },
      after: { login, account: nameOfAccount.get(accountId)! },
      createdAt: attachedAt ?? createdAt,
    };
  });
}
