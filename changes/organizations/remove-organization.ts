import { listOnceInAccount, originOf } from "@/db/queries/organization-origins";
import { countMembers, deleteMembers, getOrganization, updateOrganization } from "@/db/queries/organizations";
import { RemoveOrganization } from "@/domain/input/organizations";
import { planRemoval } from "@/domain/organization-corrections";
import { definePreviewedChange } from "@/server/change";
import { ofOrganization } from "../audit";

/**
 * Takes back an organization that an import named by mistake. Its memberships end as if nobody were in it. Its row and
 * its history stay (S13), and its name is free. No ledger follows: it was never in an account.
 */
export const removeOrganization = definePreviewedChange({
  permission: "organization.remove",
  input: RemoveOrganization,

  hold: (_, { organizationId }) => ({ organizations: [organizationId] }),

  async weigh(db, { organizationId }) {
    const organization = await getOrganization(db, organizationId);
    const onceInAccount = await listOnceInAccount(db, [organizationId]);
    const origin = originOf(organization, onceInAccount.has(organizationId));
    return { plan: planRemoval(origin, await countMembers(db, organizationId)) };
  },

  async write(tx, { organizationId }, { plan }) {
    const { login, members, activated } = plan;
    await deleteMembers(tx, organizationId);
    await updateOrganization(tx, organizationId, { removedAt: new Date() });
    return {
      data: plan,
      audit: {
        action: "organization.remove",
        ...ofOrganization(organizationId, null),
        before: { login, members, activated, removed: false },
        after: { login, members: 0, activated: 0, removed: true },
      },
    };
  },
});
