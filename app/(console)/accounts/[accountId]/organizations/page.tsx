import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { attachOrganizations } from "@/changes/organizations/attach-organizations";
import { detachOrganizations } from "@/changes/organizations/detach-organizations";
import { moveOrganization } from "@/changes/organizations/move-organization";
import { Section } from "@/components/ui/section";
import { findAccount, listAccountsToMoveTo } from "@/db/queries/accounts";
import { listOrganizationSeats } from "@/db/queries/organization-seats";
import { findOrganization, listOrganizationsById } from "@/db/queries/organizations";
import { countDetach } from "@/db/queries/seats";
import { countAttachOfEach, listSuggestedOrganizations } from "@/db/queries/suggestions/organization-suggestions";
import { findSuggestionRefresh } from "@/db/queries/suggestions/suggestion-refreshes";
import { formatNumber } from "@/domain/format";
import { idFrom } from "@/domain/input/fields";
import { AccountOrganizationListing, Page, parseListing } from "@/domain/input/listings";
import { attachLimit, planLeaving, withoutReady } from "@/domain/organizations";
import { disabledReason } from "@/domain/permissions";
import { doubleCounted } from "@/domain/seats";
import { requireStaff } from "@/server/session";
import { readChosenOrganizations } from "../../chosen-organizations";
import { AttachOrganizationsForm } from "./attach-organizations-form";
import { AttachedOrganizations } from "./attached-organizations";
import { ChooseOrganizationsForm } from "./choose-organizations-form";
import { DetachDialog } from "./detach-dialog";
import { MoveDialog } from "./move-dialog";
import { placeHref } from "./organizations-address";
import { SuggestedOrganizations } from "./suggested-organizations";

export const metadata: Metadata = { title: "Organizations" };

const single = (parameter: string | string[] | undefined) => (typeof parameter === "string" ? parameter : "");

export default async function OrganizationsPage({
  params,
  searchParams,
}: PageProps<"/accounts/[accountId]/organizations">) {
  const { staff, read } = await requireStaff();
  const { accountId } = await params;
  const {
    detach: detachAsked,
    move: moveAsked,
    to: toAsked,
    find: findAsked,
    reason,
    ...parameters
  } = await searchParams;
  const listing = parseListing(AccountOrganizationListing, parameters);
  const chosenText = single(parameters.organizations);
  const detachIds = [detachAsked].flat().flatMap((id) => idFrom(id) ?? []);
  const moveId = idFrom(moveAsked);
  const find = single(findAsked);
  const suggestionPage = Page.parse(parameters.suggested);

  const { account, organizations, suggested, refresh, chosen, attach, detach, move } = await read(async (db) => {
    const account = (await findAccount(db, accountId)) ?? notFound();
    const chosen = await readChosenOrganizations(db, chosenText, accountId);

    const attached = async (id: number | undefined) => {
      const organization = id === undefined ? undefined : await findOrganization(db, id);
      return organization?.accountId === accountId ? organization : undefined;
    };
    const moving = await attached(moveId);
    const detaching = (await listOrganizationsById(db, detachIds.slice(0, attachLimit))).filter(
      (organization) => organization.accountId === accountId,
    );
    const detachingIds = detaching.map(({ id }) => id);
    const to = moving && (await findAccount(db, single(toAsked)));
    const [organizationIds, { planSeatCount }] = [chosen.ids, account];
    const moveTo = (organizationId: number, toAccountId: string) =>
      moveOrganization.weigh(db, { accountId, organizationId, toAccountId });
    return {
      account,
      organizations: await listOrganizationSeats(db, accountId, listing),
      suggested: await listSuggestedOrganizations(db, accountId, suggestionPage),
      refresh: await findSuggestionRefresh(db),
      chosen,
      attach:
        organizationIds.length > 0
          ? await attachOrganizations.weigh(db, { accountId, organizationIds, planSeatCount })
          : undefined,
      detach:
        detachingIds.length > 0
          ? {
              ids: detachingIds,
              logins: detaching.map(({ login }) => login),
              ...(await detachOrganizations.weigh(db, { accountId, organizationIds: detachingIds })),
            }
          : undefined,
      move: moving && {
        ...moving,
        leaving: planLeaving(account, await countDetach(db, accountId, [moving.id])),
        choices: await listAccountsToMoveTo(db, { exceptId: accountId, text: find }),
        to: to && { id: to.id, name: to.name, ...(await moveTo(moving.id, to.id)) },
      },
    };
  });
  // Not awaited: as of a moment after the page, which is not kept waiting for it.
  const suggestedIds = suggested.rows.map(({ id }) => id);
  const suggestedAttach = read((db) => countAttachOfEach(db, accountId, suggestedIds));
  const place = { accountId, parameters };
  const { usedSeatCount: used, organizationSeatCount: organizationSeats } = account;

  return (
    <div className="space-y-8">
      <Section
        title="Attach organizations"
        description="Their activated people come along. Whoever has a seat here already costs nothing more."
      >
        <ChooseOrganizationsForm place={place} chosenText={chosenText} chosen={chosen} />
        {attach && (
          <AttachOrganizationsForm
            key={chosen.ids.join()}
            closeHref={placeHref(place, { organizations: withoutReady(chosenText, chosen) })}
            account={account}
            organizationIds={chosen.ids}
            leftOutCount={chosen.rows.length - chosen.ids.length}
            counts={attach.plan}
            disabledReason={disabledReason(staff, "organization.attach")}
          />
        )}
      </Section>

      <SuggestedOrganizations
        place={place}
        found={suggested}
        page={suggestionPage}
        asOf={refresh.asOf}
        attach={suggestedAttach}
      />

      <Section
        title={`${formatNumber(account.organizationCount)} attached`}
        description={
          account.organizationCount > 0 && (
            <>
              Members are logins; every other number is people, each once an organization. The seat-takers of all
              organizations add up to {formatNumber(organizationSeats)},{" "}
              {formatNumber(doubleCounted({ organizationSeats, used }))} more than the {formatNumber(used)} seats used:
              whoever is shared stands in several rows and takes one seat.
            </>
          )
        }
      >
        <AttachedOrganizations
          place={place}
          attachedCount={account.organizationCount}
          listing={listing}
          found={organizations}
          detachDisabledReason={disabledReason(staff, "organization.detach")}
          moveDisabledReason={disabledReason(staff, "organization.move")}
        />
      </Section>

      {detach && (
        <DetachDialog
          key={detach.ids.join()}
          closeHref={placeHref(place)}
          asked={{ accountId, organizationIds: detach.ids, preview: detach.preview }}
          logins={detach.logins}
          plan={detach.plan}
          disabledReason={disabledReason(staff, "organization.detach")}
        />
      )}
      {move && (
        <MoveDialog
          key={move.id}
          place={place}
          from={{ id: accountId, name: account.name, plan: move.leaving }}
          organization={{ id: move.id, login: move.login }}
          choices={move.choices}
          find={find}
          to={move.to}
          disabledReason={disabledReason(staff, "organization.move")}
        />
      )}
    </div>
  );
}
