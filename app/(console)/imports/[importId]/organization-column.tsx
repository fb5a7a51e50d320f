import { Badge } from "@/components/ui/badge";
import type { Column } from "@/components/ui/table";

/** An organization that an import is about, as the tables of its outcome begin. */
export function organizationColumn<Row extends { login: string; isNew: boolean }>(): Column<Row> {
  return {
    id: "login",
    header: "Organization",
    cell: ({ login, isNew }) => (
      <span title={login}>
        {login} {isNew && <Badge tone="accent">new</Badge>}
      </span>
    ),
  };
}
