import { PersonName } from "@/components/person-name";
import { SelectRow } from "@/components/ui/select-row";
import type { Column } from "@/components/ui/table";

type Row = { id: number; name: string; logins: string[] };

/** How a list of people to choose from begins: the choice, and who it is. */
export function personColumns(selectedIds: readonly number[]): Column<Row>[] {
  return [
    {
      id: "select",
      header: "Select",
      isHeaderHidden: true,
      isRowHeader: false,
      cell: ({ id, name }) => <SelectRow name="person" value={id} label={name} isSelected={selectedIds.includes(id)} />,
    },
    { id: "name", header: "Person", isSortable: true, isRowHeader: true, cell: (person) => <PersonName {...person} /> },
  ];
}
