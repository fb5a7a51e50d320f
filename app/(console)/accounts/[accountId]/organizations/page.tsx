import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { findAccount, listAccountsToMoveTo } from "@/db/queries/accounts";
import { findOrganization, listOrganizationSeats, listOrganizationsByLogin } from "@/db/queries/organizations";
import { countAttach, countDetach } from "@/db/queries/seats";
import { idFrom } from "@/domain/input";
import { chooseOrganizations, loginsFrom, planAttach, planLeaving } from "@/domain/organizations";
import { disabledReason } from "@/domain/permissions";
import { doubleCounted } from "@/domain/seats";
import { requireStaff } from "@/server/session";
import { AttachOrganizationsForm } from "./attach-organizations-form";
import { ChooseOrganizationsForm } from "./choose-organizations-form";
import { DetachDialog } from "./detach-dialog";
import { MoveDialog } from "./move-dialog";
import { OrganizationsTable } from "./organizations-table";

export const metadata: Metadata = { title: "Organizations" };

const single = (parameter: string | string[] | undefined) => (typeof parameter === "string" ? parameter : "");

export default async function OrganizationsPage({
  params,
  searchParams,
}: PageProps<"/accounts/[accountId]/organizations">) {
  const { staff, read } = await requireStaff();
  const { accountId } = await params;
  const address = await searchParams;
  const chosenText = single(address.organizations);
  const [detachId, moveId] = [idFrom(address.detach), idFrom(address.move)];

  const { account, organizations, chosen, attach, detach, move } = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    const logins = loginsFrom(chosenText);
    const chosen = chooseOrganizations(logins, await listOrganizationsByLogin(db, logins), accountId);

    const attached = async (id: number | undefined) => {
      const organization = id === undefined ? undefined : await findOrganization(db, id);
      return organization?.accountId === accountId ? organization : undefined;
    };
    const [detaching, moving] = [await attached(detachId), await attached(moveId)];
    const to = moving && (await findAccount(db, single(address.to)));
    return {
      account,
      organizations: await listOrganizationSeats(db, accountId),
      chosen,
      attach: chosen.ids.length > 0 ? await countAttach(db, accountId, chosen.ids) : undefined,
      detach: detaching && { ...detaching, plan: await countDetach(db, accountId, [detaching.id]) },
      move: moving && {
        ...moving,
        leaving: planLeaving(account, await countDetach(db, accountId, [moving.id])),
        choices: await listAccountsToMoveTo(db, { exceptId: accountId, text: single(address.find) }),
        to: to && {
          id: to.id,
          name: to.name,
          plan: planAttach(to, await countAttach(db, to.id, [moving.id]), to.planSeatCount),
        },
      },
    };
  });
  const path = `/accounts/${accountId}/organizations`;
  const { usedSeatCount: used, organizationSeatCount: organizationSeats } = account;

  return (
    <div className="space-y-8">
      <Section
        title="Attach organizations"
        description="Their activated people come along. Whoever has a seat here already costs nothing more."
      >
        <ChooseOrganizationsForm path={path} chosenText={chosenText} problems={chosen.problems} />
        {attach && (
          <AttachOrganizationsForm
            key={chosen.ids.join()}
            path={path}
            account={account}
            organizationIds={chosen.ids}
            counts={attach}
            disabledReason={disabledReason(staff, "organization.attach")}
          />
        )}
      </Section>

      <Section
        title={`${formatNumber(organizations.length)} attached`}
        description={
          organizations.length > 0 && (
            <>
              Members are logins; every other number is people, each once an organization. The seat-takers of all
              organizations add up to {formatNumber(organizationSeats)},{" "}
              {formatNumber(doubleCounted({ organizationSeats, used }))} more than the {formatNumber(used)} seats used:
              whoever is shared stands in several rows and takes one seat.
            </>
          )
        }
      >
        <OrganizationsTable
          path={path}
          rows={organizations}
          detachDisabledReason={disabledReason(staff, "organization.detach")}
          moveDisabledReason={disabledReason(staff, "organization.move")}
          empty={
            <EmptyState title="No organizations yet">
              Name some above and preview what attaching them does to the seats.
            </EmptyState>
          }
        />
      </Section>

      {detach && (
        <DetachDialog
          key={detach.id}
          path={path}
          accountId={accountId}
          organization={{ id: detach.id, login: detach.login }}
          plan={detach.plan}
          disabledReason={disabledReason(staff, "organization.detach")}
        />
      )}
      {move && (
        <MoveDialog
          key={move.id}
          path={path}
          from={{ id: accountId, name: account.name, plan: move.leaving }}
          organization={{ id: move.id, login: move.login }}
          choices={move.choices}
          find={single(address.find)}
          to={move.to}
          disabledReason={disabledReason(staff, "organization.move")}
        />
      )}
    </div>
  );
}
