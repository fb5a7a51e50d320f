import type { ReactNode } from "react";
import { formatCount, formatNumber } from "@/domain/format";

type Imported = { importedAt: Date | null };

/** One number of an organization. Before its first import it is unknown, which is not zero (S16). */
export function figureOf({ importedAt }: Imported, value: number): ReactNode {
  return importedAt ? formatNumber(value) : <Unknown />;
}

/** Members count logins, as the host does; where they are fewer people, the cell says both (S6). */
export function membersOf({ importedAt, people, logins }: Imported & { people: number; logins: number }): ReactNode {
  if (!importedAt) return <Unknown />;
  if (people === logins) return formatNumber(logins);
  return `${formatCount(people, "person", "people")}, ${formatCount(logins, "login", "logins")}`;
}

function Unknown() {
  return <span className="text-text-muted">unknown</span>;
}
