import { Fragment } from "react";
import type { Column } from "@/components/ui/table";
import { formatCount, formatNumber } from "@/domain/format";
import { type ImportedOrganization, isUnchanged, type MemberKind } from "@/domain/imports";
import { organizationColumn } from "./organization-column";
import { OutcomeTable } from "./outcome-table";
import { type PeopleLists, PeopleNumber } from "./people-number";
import { Step } from "./step";

type Props = { organizations: ImportedOrganization[]; lists: PeopleLists };

/** What an import does, or did, to the members of each organization. Each number opens its list. */
export function ImportedOrganizationsTable({ organizations, lists }: Props) {
  return (
    <>
      <Sums organizations={organizations} lists={lists} />
      <OutcomeTable
        label="Organizations"
        columns={columnsFor(organizations, lists)}
        rows={organizations}
        rowKey={({ login }) => login}
        nameOf={({ login }) => login}
        isFirst={(organization) => !isUnchanged(organization)}
        firstInWords="those that change"
      />
    </>
  );
}

const always: [MemberKind, string][] = [
  ["added", "Added"],
  ["removed", "Removed"],
  ["activated", "Activated"],
  ["deactivated", "Deactivated"],
  ["rolesChanged", "Roles changed"],
  ["peopleUpdated", "People updated"],
];

/** Only where a file says it of somebody. */
const sometimes: [MemberKind, string][] = [
  ["lastSeenUpdated", "Last seen updated"],
  ["waitingEnded", "Wait no longer"],
];

function columnsFor(organizations: ImportedOrganization[], lists: PeopleLists): Column<ImportedOrganization>[] {
  const said = sometimes.filter(([show]) => organizations.some(({ [show]: count = 0 }) => count > 0));
  return [
    organizationColumn(),
    {
      id: "members",
      header: "Members",
      isNumber: true,
      cell: ({ membersBefore, membersAfter }) => <Step before={membersBefore} after={membersAfter} />,
    },
    ...[...always, ...said].map(([show, header]) => ({
      id: show,
      header,
      isNumber: true,
      cell: ({ login, [show]: count = 0 }: ImportedOrganization) => (
        <PeopleNumber {...lists} choice={{ show, organization: login }} count={count} />
      ),
    })),
  ];
}

function Sums({ organizations, lists }: Props) {
  const known = formatCount(organizations.length, "organization", "organizations");
  const newCount = organizations.filter(({ isNew }) => isNew).length;
  const newOnes = newCount > 0 ? `, ${formatNumber(newCount)} of them new` : "";
  const sums = always.slice(0, 4).map(([show, header]) => {
    const count = organizations.reduce((total, { [show]: number = 0 }) => total + number, 0);
    const noun = show === "added" ? formatCount(count, "member", "members") : formatNumber(count);
    return { show, count, words: `${noun} ${header.toLowerCase()}` };
  });
  return (
    <p>
      {known}
      {newOnes}:{" "}
      {sums.map(({ show, count, words }, place) => (
        <Fragment key={show}>
          {place > 0 && ", "}
          <PeopleNumber {...lists} choice={{ show }} count={count}>
            {words}
          </PeopleNumber>
        </Fragment>
      ))}
      .
    </p>
  );
}
