import { Link } from "@/components/ui/link";
import type { Column } from "@/components/ui/table";
import type { ListedPerson } from "@/db/queries/import-people";
import { addresses } from "@/domain/addresses";
import { detailNames, type PeopleChoice } from "@/domain/import-people";

const login: Column<ListedPerson> = {
  id: "login",
  header: "Login",
  cell: ({ login, userId }) => (userId === null ? login : <Link href={addresses.person(userId)}>{login}</Link>),
};

const organization: Column<ListedPerson> = {
  id: "organization",
  header: "Organization",
  cell: ({ organization }) => organization,
};

const detail = (header: string): Column<ListedPerson> => ({
  id: "detail",
  header,
  cell: ({ detail }) => detail ?? <span className="text-text-muted">none</span>,
});

/** A column that would say the same of everyone, or nothing, is left out. */
export function columnsOf(
  { show, organization: chosen }: PeopleChoice,
  people: ListedPerson[],
): Column<ListedPerson>[] {
  const detailName = people.some(({ detail }) => detail !== null) && detailNames[show];
  const hasOrganizations = chosen === undefined && people.some(({ organization }) => organization !== null);
  return [login, ...(hasOrganizations ? [organization] : []), ...(detailName ? [detail(detailName)] : [])];
}
