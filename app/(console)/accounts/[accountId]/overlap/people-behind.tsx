import { PersonName } from "@/components/person-name";
import { CsvLink } from "@/components/ui/csv-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FocusedByAddress } from "@/components/ui/focused-by-address";
import { Link } from "@/components/ui/link";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { type Column, DataTable } from "@/components/ui/table";
import type { PersonBehind } from "@/db/queries/overlap";
import { type Paged, pageSize } from "@/domain/listings";
import type { Chosen } from "@/domain/overlap";
import { chosenInWords } from "@/domain/overlap-words";
import { OrganizationNames } from "./organization-names";
import type { OverlapAddress } from "./overlap-address";

type Props = {
  chosen: Chosen;
  behind: Paged<PersonBehind>;
  page: number;
  logins: string[];
  address: OverlapAddress;
};

/** Whom the chosen number counts. The focus comes here with the address. */
export function PeopleBehind({ chosen, behind, page, logins, address }: Props) {
  const { title, description } = chosenInWords(chosen, logins);
  return (
    <FocusedByAddress id="people" shown={title}>
      <Section
        isRegion
        title={title}
        description={description}
        actions={
          <>
            <Link href={address.chooseNobody} scroll={false}>
              Show nobody
            </Link>
            <CsvLink href={address.csvOfPeople(chosen)} />
          </>
        }
      >
        <DataTable
          label="People behind it"
          columns={columns}
          rows={behind.rows}
          rowKey={({ id }) => id}
          empty={
            behind.total > 0 ? (
              <NoSuchPage firstHref={address.hrefFor({ page: undefined })} />
            ) : (
              <EmptyState title="Nobody is behind it any longer">
                Choose another number: memberships or organizations changed.
              </EmptyState>
            )
          }
        />
        <Pagination
          page={page}
          pageSize={pageSize}
          total={behind.total}
          noun={["person", "people"]}
          label="Pages of people"
          hrefFor={(changes) => `${address.hrefFor(changes)}#people`}
        />
      </Section>
    </FocusedByAddress>
  );
}

const columns: Column<PersonBehind>[] = [
  { id: "name", header: "Person", cell: (person) => <PersonName {...person} /> },
  {
    id: "organizations",
    header: "Activated in",
    cell: ({ organizations }) => <OrganizationNames names={organizations.map(({ login }) => login)} separator=", " />,
  },
];
