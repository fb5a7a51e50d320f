import { FilterSelect, SearchField } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import type { AccountPeopleListing } from "@/domain/input/listings";
import { accountPersonStatusNames } from "@/domain/people";

type Props = {
  path: string;
  listing: AccountPeopleListing;
  organizations: { id: number; login: string }[];
};

const statusOptions = [
  { value: "", label: "All" },
  ...Object.entries(accountPersonStatusNames).map(([value, label]) => ({ value, label })),
];

const overlapOptions = [
  { value: "", label: "All" },
  { value: "overlapping", label: "In two or more organizations" },
];

export function PeopleFilters({ path, listing, organizations }: Props) {
  const { q, organization, status, overlap, change, sort, direction } = listing;
  const options = organizations.map(({ id, login }) => ({ value: String(id), label: login }));
  const isGone = organization !== undefined && !organizations.some(({ id }) => id === organization);
  if (isGone) options.push({ value: String(organization), label: "No longer in this account" });

  return (
    <FilterForm action={path} label="Filter people" hidden={{ sort, direction, change: change ?? "" }}>
      <SearchField name="q" label="Search people" placeholder="Name, login, e-mail or id" defaultValue={q} />
      <FilterSelect
        name="organization"
        label="Organization"
        options={[{ value: "", label: "All" }, ...options]}
        defaultValue={String(organization ?? "")}
      />
      <FilterSelect
        name="status"
        label="Status"
        options={statusOptions}
        defaultValue={status === "all" ? "" : status}
      />
      <FilterSelect
        name="overlap"
        label="Overlap"
        options={overlapOptions}
        defaultValue={overlap === "all" ? "" : overlap}
      />
    </FilterForm>
  );
}
