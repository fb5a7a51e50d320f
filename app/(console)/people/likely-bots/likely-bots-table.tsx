import type { ReactNode } from "react";
import { DialogButton } from "@/components/ui/dialog-button";
import { Link } from "@/components/ui/link";
import { type Column, DataTable } from "@/components/ui/table";
import type { LikelyBot } from "@/db/queries/suggestions/likely-bots";
import { addresses } from "@/domain/addresses";
import { formatCount, formatNumber } from "@/domain/format";
import { namesInWords } from "@/domain/names";
import { serviceNames } from "@/domain/services";
import { type Verdict, verdictNames, verdictTitle } from "./verdict-title";

type Props = {
  rows: LikelyBot[];
  /** The address of this page with the dialog of a verdict on a login open. */
  hrefFor: (ownerId: number, verdict: Verdict) => string;
  disabledReason?: string;
  empty: ReactNode;
};

const columns: Column<LikelyBot>[] = [
  { id: "login", header: "Login", cell: ({ login }) => <Cut text={login} /> },
  { id: "host", header: "Host", cell: ({ service }) => serviceNames[service] },
  {
    id: "person",
    header: "Person",
    cell: ({ person }) => (
      <span className="block max-w-44 truncate xl:max-w-60" title={person.name}>
        <Link href={addresses.person(person.id)}>{person.name}</Link>
      </span>
    ),
  },
  { id: "organizations", header: "Organizations", cell: organizationsOf },
  { id: "seat", header: "As a bot", cell: effectOf },
];

export function LikelyBotsTable({ rows, hrefFor, disabledReason, empty }: Props) {
  const actions: Column<LikelyBot> = {
    id: "actions",
    header: "Actions",
    isHeaderHidden: true,
    cell: ({ id, login }) => (
      <div className="flex justify-end gap-1">
        {(["yes", "no"] as const).map((verdict) => (
          <DialogButton
            key={verdict}
            label={verdictNames[verdict]}
            name={verdictTitle(verdict, login)}
            href={hrefFor(id, verdict)}
            disabledReason={disabledReason}
          />
        ))}
      </div>
    ),
  };
  return (
    <DataTable label="Likely bots" columns={[...columns, actions]} rows={rows} rowKey={({ id }) => id} empty={empty} />
  );
}

function organizationsOf({ organizations, organizationCount }: LikelyBot): ReactNode {
  const more = organizationCount - organizations.length;
  const names = organizations.join(", ") + (more > 0 ? ` and ${formatNumber(more)} more` : "");
  return (
    <div className="flex max-w-52 gap-2 xl:max-w-72">
      <span className="shrink-0">{formatNumber(organizationCount)}</span>
      <span className="truncate text-text-muted" title={names}>
        {names}
      </span>
    </div>
  );
}

/** What the mark alone would do to seats (S4: a person with a human login left is no bot). */
function effectOf({ person, otherHumanLogins, accounts }: LikelyBot): ReactNode {
  if (otherHumanLogins > 0) {
    return <Muted>frees none: {formatCount(otherHumanLogins, "other login is", "other logins are")} no bot</Muted>;
  }
  if (person.kind !== "seat") return <Muted>frees none: a {person.kind} takes none</Muted>;
  if (accounts.length === 0) return <Muted>frees none: takes none today</Muted>;
  const names = namesInWords(accounts.map(({ name }) => name));
  const words = `frees ${formatCount(accounts.length, "seat", "seats")} in ${names}`;
  return <Cut text={words} />;
}

function Cut({ text }: { text: string }) {
  return (
    <span className="block max-w-56 truncate xl:max-w-80" title={text}>
      {text}
    </span>
  );
}

function Muted({ children }: { children: ReactNode }) {
  return <span className="text-text-muted">{children}</span>;
}
