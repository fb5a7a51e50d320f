import type { Option } from "@/components/ui/field";
import { FilterSelect, SearchField } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { addresses } from "@/domain/addresses";
import type { AccountListing } from "@/domain/input/listings";
import { parametersOf } from "./accounts-address";

const statusOptions: Option[] = [
  { value: "", label: "Active" },
  { value: "inactive" satisfies AccountListing["status"], label: "Inactive" },
  { value: "closed" satisfies AccountListing["status"], label: "Closed" },
  { value: "all" satisfies AccountListing["status"], label: "All" },
];
export function AccountFilters({ listing, plans }: { listing: AccountListing; plans: string[] }) {
  const { page, q, status, seats, plan, ...order } = parametersOf(listing);
  return (
    <FilterForm action={addresses.accounts()} label="Filter accounts" hidden={{ ...order, seats: seats ?? "" }}>
      <SearchField name="q" label="Search accounts" defaultValue={q} />
      <FilterSelect name="status" label="Status" options={statusOptions} defaultValue={status} />
      <FilterSelect
        name="plan"
        label="Plan"
        options={[{ value: "", label: "Any" }, ...plans.map((name) => ({ value: name, label: name }))]}
        defaultValue={plan}
      />
    </FilterForm>
  );
}
