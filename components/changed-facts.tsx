import { addresses } from "@/domain/addresses";
import type { ChangedFact } from "@/domain/audit-log";
import { Link } from "./ui/link";

type Props = { changed: readonly ChangedFact[]; none?: string };

export function ChangedFacts({ changed, none = "nothing else" }: Props) {
  if (changed.length === 0) return <span className="text-text-muted">{none}</span>;
  return (
    <ul className="flex min-w-48 max-w-96 flex-wrap gap-x-3 whitespace-normal break-words py-1.5">
      {changed.map(({ name, before, after }) => (
        <li key={name}>
          <span className="text-text-muted">
            {name} {before !== undefined && `${before} → `}
          </span>
          {name === "undoes" ? (
            <Link href={addresses.auditLog({ change: after })}>that change</Link>
          ) : (
            (after ?? "none")
          )}
        </li>
      ))}
    </ul>
  );
}
