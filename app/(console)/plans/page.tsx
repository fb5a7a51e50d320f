import type { Metadata } from "next";
import { DialogButton } from "@/components/ui/dialog-button";
import { PageHeader } from "@/components/ui/page-header";
import { listPlanRows } from "@/db/queries/plans";
import { addresses } from "@/domain/addresses";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { AddPlanDialog } from "./add-plan-dialog";
import { ChangePlanDialog } from "./change-plan-dialog";
import { PlansTable } from "./plans-table";

export const metadata: Metadata = { title: "Plans" };

export default async function PlansPage({ searchParams }: PageProps<"/plans">) {
  const { staff, read } = await requireStaff();
  const { add, change } = await searchParams;
  const plans = await read(listPlanRows);
  const changing = plans.find(({ name }) => name === change);
  const [addReason, changeReason] = [disabledReason(staff, "plan.add"), disabledReason(staff, "plan.change")];

  return (
    <>
      <PageHeader
        title="Plans"
        description="What accounts are sold. A unit price is for a seat and a month, whatever the billing rate; an account may carry a price of its own, which wins."
        actions={
          <DialogButton
            label="Add plan"
            href={addresses.plans({ add: "plan" })}
            variant="primary"
            size="regular"
            hideReason={false}
            disabledReason={addReason}
          />
        }
      />
      <PlansTable plans={plans} disabledReason={changeReason} />
      {changing ? (
        <ChangePlanDialog
          key={changing.name}
          plan={changing}
          closeHref={addresses.plans()}
          disabledReason={changeReason}
        />
      ) : (
        add !== undefined && <AddPlanDialog closeHref={addresses.plans()} disabledReason={addReason} />
      )}
    </>
  );
}
