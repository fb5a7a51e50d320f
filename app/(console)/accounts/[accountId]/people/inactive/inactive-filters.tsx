import { FilterNumber, FilterSelect } from "@/components/ui/filter-field";
import { FilterForm } from "@/components/ui/filter-form";
import { defaultDays, mostDays } from "@/domain/inactive-people";
import type { InactiveListing } from "@/domain/input/inactive-people";

const shows = [
  { value: "", label: "Inactive" },
  { value: "unknown", label: "Unknown" },
];

export function InactiveFilters({ path, listing }: { path: string; listing: InactiveListing }) {
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
