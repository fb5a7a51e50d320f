import { getAccount, updateAccount } from "@/db/queries/accounts";
import { listOrganizationsOf, updateToDetached } from "@/db/queries/organizations";
import { peopleInOrganizations, updateLedger } from "@/db/queries/seats";
import { closingNumbers, planClosing, stateFacts } from "@/domain/accounts";
import { CloseAccount } from "@/domain/input/accounts";
import { definePreviewedChange } from "@/server/change";
import { ofAccount, ofOrganization } from "../audit";
import { holdOrganizations } from "../organizations/hold-organizations";

/** S13: detaches its organizations. Its history stays, and its name stays taken. */
export const closeAccount = definePreviewedChange({
  permission: ["account.close", "organization.detach"],
  input: CloseAccount,

  async hold(db, { accountId }) {
    const organizations = await listOrganizationsOf(db, accountId);
    return holdOrganizations(
      organizations.map(({ id }) => id),
      [accountId],
    );
  },

  async weigh(db, { accountId }) {
    const account = await getAccount(db, accountId);
    return { account, plan: planClosing(account) };
  },

  async write(tx, { accountId }, { account, plan }, { organizations = [] }) {
    const detached = await updateToDetached(tx, [...organizations], accountId);
    await updateLedger(tx, [accountId], peopleInOrganizations(organizations));
    const closed = await updateAccount(tx, accountId, { isActive: false, closedAt: new Date() });

    const row = {
      action: "account.close" as const,
      ...ofAccount(accountId),
      before: { ...stateFacts(account), ...closingNumbers(account) },
      after: { ...stateFacts(closed), ...closingNumbers(closed) },
    };
    const rows = detached.map(({ id, login }) => ({
      action: "organization.detach" as const,
      ...ofOrganization(id, accountId),
      before: { login, account: account.name, usedSeats: account.usedSeatCount },
      after: { login, account: null, usedSeats: closed.usedSeatCount },
    }));
    return { data: plan, audit: [row, ...rows] };
  },
});
