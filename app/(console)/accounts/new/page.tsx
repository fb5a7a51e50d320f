import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { listPlans } from "@/db/queries/plans";
import { addresses } from "@/domain/addresses";
import { namesInWords } from "@/domain/names";
import { loginsFrom } from "@/domain/organizations";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { planOptions } from "../plan-options";
import { CreateAccountForm } from "./create-account-form";

export const metadata: Metadata = { title: "New account" };

export default async function NewAccountPage({ searchParams }: PageProps<"/accounts/new">) {
  const { staff, read } = await requireStaff();
  const { organizations } = await searchParams;
  const logins = typeof organizations === "string" ? loginsFrom(organizations) : [];
  const { plans } = await read(async (db) => ({ plans: await listPlans(db) }));

  return (
    <>
      <PageHeader
        back={{ href: addresses.accounts(), label: "Accounts" }}
        title="New account"
        description={`It starts active and empty, and blocks overage. Attach ${logins.length > 0 ? namesInWords(logins) : "its organizations"} next.`}
      />
      <CreateAccountForm
        plans={planOptions(plans)}
        organizations={logins.join(" ")}
        disabledReason={disabledReason(staff, "account.create")}
      />
    </>
  );
}
