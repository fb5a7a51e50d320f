import { FilterNumber, FilterSelect } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import type { UnseenListing } from "@/domain/input/unseen-people";
import { defaultDays, mostDays } from "@/domain/unseen-people";

const shows = [
  { value: "", label: "Inactive" },
  { value: "unknown", label: "Unknown" },
];

export function UnseenFilters({ path, listing }: { path: string; listing: UnseenListing }) {
  const { days, show, sort, direction } = listing;
  return (
    <FilterForm action={path} label="Filter inactive people" hidden={{ sort, direction }}>
      <FilterNumber
        name="days"
        label="Days without being seen"
        least={1}
        most={mostDays}
        noun="days"
        defaultValue={String(days)}
        placeholder={String(defaultDays)}
      />
      <FilterSelect name="show" label="Show" options={shows} defaultValue={show === "inactive" ? "" : show} />
    </FilterForm>
  );
}
