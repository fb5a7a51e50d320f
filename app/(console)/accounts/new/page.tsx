import type { Metadata } from "next";
import { createAccountWithOrganizations } from "@/changes/accounts/create-account-with-organizations";
import { PageHeader } from "@/components/ui/page-header";
import { listOldPlans } from "@/db/queries/organizations";
import { listPlans } from "@/db/queries/plans";
import { newAccount } from "@/domain/accounts";
import { addresses } from "@/domain/addresses";
import { soldSeatsOf } from "@/domain/new-account";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { readChosenOrganizations } from "../chosen-organizations";
import { CreateAccountForm } from "./create-account-form";

export const metadata: Metadata = { title: "New account" };

const single = (parameter: string | string[] | undefined) => (typeof parameter === "string" ? parameter : "");

/** The form weighs again at each change of its terms, so these decide nothing. */
const anyTerms = { ...newAccount, name: "", unitPriceCents: null };

export default async function NewAccountPage({ searchParams }: PageProps<"/accounts/new">) {
  const { staff, read } = await requireStaff();
  const { organizations, name } = await searchParams;
  const chosenText = single(organizations);
  const { plans, chosen, coming } = await read(async (db) => {
    const chosen = await readChosenOrganizations(db, chosenText, null);
    const organizationIds = chosen.ids;
    return {
      plans: await listPlans(db),
      chosen,
      coming:
        organizationIds.length > 0
          ? {
              plan: (await createAccountWithOrganizations.weigh(db, { ...anyTerms, organizationIds })).plan,
              soldSeats: soldSeatsOf(await listOldPlans(db, organizationIds)),
            }
          : undefined,
    };
  });

  return (
    <>
      <PageHeader
        back={{ href: addresses.accounts(), label: "Accounts" }}
        title="New account"
        description="It starts active. Its organizations come along with their activated people, in the same step."
      />
      <CreateAccountForm
        plans={plans.map(({ name, title, unitPriceCents }) => ({ name, title, unitPriceCents }))}
        name={single(name)}
        chosenText={chosenText}
        chosen={chosen}
        coming={coming}
        disabledReason={disabledReason(staff, "account.create")}
      />
    </>
  );
}
