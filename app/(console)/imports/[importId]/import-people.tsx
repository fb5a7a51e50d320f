import { CsvLink } from "@/components/ui/csv-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FocusedByAddress } from "@/components/ui/focused-by-address";
import { LinkButton } from "@/components/ui/link-button";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { DataTable } from "@/components/ui/table";
import type { ListedPerson } from "@/db/queries/import-people";
import { formatNumber } from "@/domain/format";
import { daysPeopleKept, type PeopleChoice, peopleInWords } from "@/domain/import-people";
import { pageSize } from "@/domain/listings";
import { columnsOf } from "./import-people-columns";
import type { PeopleAddress } from "./people-address";

type Props = {
  choice: PeopleChoice;
  /** The number that was followed. */
  count: number;
  people: ListedPerson[];
  page: number;
  /** It names its first people alone. */
  isWaiting: boolean;
  address: PeopleAddress;
};

/** The people behind a number of an import. The focus comes here with the address. */
export function ImportPeople({ choice, count, people, page, isWaiting, address }: Props) {
  const title = peopleInWords(choice, count);
  const isFirstPart = isWaiting && people.length > 0 && people.length < count;
  return (
    <FocusedByAddress id="people" shown={title}>
      <Section
        isRegion
        title={title}
        description={
          isFirstPart &&
          `These are the first ${formatNumber(people.length)}. The CSV has all of them, counted again when you download it.`
        }
        actions={
          <>
            <LinkButton href={address.numbers} scroll={false}>
              Close
            </LinkButton>
            {count > 0 && <CsvLink href={address.csvOf(choice)} />}
          </>
        }
      >
        <DataTable
          label="People behind it"
          columns={columnsOf(choice, people)}
          rows={people}
          rowKey={({ place }) => place}
          empty={<NoPeople {...{ choice, count, page, isWaiting, address }} />}
        />
        {!isWaiting && (
          <Pagination
            page={page}
            pageSize={pageSize}
            total={count}
            noun={["person", "people"]}
            label="Pages of people"
            hrefFor={(changes) => address.hrefFor(choice, changes.page)}
          />
        )}
      </Section>
    </FocusedByAddress>
  );
}

function NoPeople({ choice, count, page, isWaiting, address }: Omit<Props, "people">) {
  if (count === 0) return <EmptyState title="This number is zero.">Close this list and choose another.</EmptyState>;
  if (isWaiting) return <EmptyState title="This preview does not list them.">Download the CSV.</EmptyState>;
  if (page > Math.ceil(count / pageSize)) return <NoSuchPage firstHref={address.hrefFor(choice)} />;
  return (
    <EmptyState title="The names are no longer kept.">
      An import keeps the names behind its numbers for {daysPeopleKept} days.
    </EmptyState>
  );
}
