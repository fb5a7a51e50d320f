import { getOrganization, updateOrganization } from "@/db/queries/organizations";
import { RenameOrganization } from "@/domain/input/organizations";
import { planRename } from "@/domain/organization-corrections";
import { definePreviewedChange } from "@/server/change";
import { ofOrganization } from "../audit";

/** Corrects the name that an import gave an organization. Its members, its account and its history stay. */
export const renameOrganization = definePreviewedChange({
  permission: "organization.rename",
  input: RenameOrganization,

  hold: (_, { organizationId }) => ({ organizations: [organizationId] }),

  async weigh(db, { organizationId, login }) {
    const organization = await getOrganization(db, organizationId);
    return { organization, plan: planRename(organization, login) };
  },

  async write(tx, { organizationId }, { organization, plan }) {
    await updateOrganization(tx, organizationId, { login: plan.after });
    return {
      data: plan,
      audit: {
        action: "organization.rename",
        ...ofOrganization(organizationId, organization.accountId),
        before: { login: plan.before },
        after: { login: plan.after },
      },
    };
  },
});
