"use client";

import type { MouseEvent } from "react";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { type Column, DataTable } from "@/components/ui/table";
import { addresses } from "@/domain/addresses";
import { formatCount, formatNumber } from "@/domain/format";
import { type ChosenOrganization, leaveOut } from "@/domain/organizations";

type Props = {
  rows: ChosenOrganization[];
  /** What the names stand in. */
  text: string;
  hrefFor: (text: string) => string;
  /** Missing for a new account, into which nothing can be moved yet. */
  accountId?: string;
  /** Before the address says another text, in place of this one. */
  onText?: (text: string) => void;
};

/** What was typed or pasted, each with what keeps it from being attached and where that is settled. */
export function ChosenOrganizationsTable({ rows, text, hrefFor, accountId, onText }: Props) {
  if (rows.length === 0) return null;
  const to = (changed: string) => ({
    href: hrefFor(changed),
    scroll: false,
    replace: onText !== undefined,
    onClick: ({ currentTarget }: MouseEvent) => {
      onText?.(changed);
      focusBox(currentTarget);
    },
  });

  const columns: Column<ChosenOrganization>[] = [
    {
      id: "name",
      header: "Organization",
      cell: ({ name }) => (
        <span title={name} className="block max-w-72 truncate">
          {name}
        </span>
      ),
    },
    { id: "state", header: "State", cell: (row) => <State row={row} /> },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      cell: (row) => (
        <div className="flex justify-end gap-1">
          <NextStep row={row} accountId={accountId} />
          {row.state === "ambiguous" &&
            row.choices.map((choice) => (
              <LinkButton key={choice} size="small" {...to(`${leaveOut(text, row.names)} ${choice}`.trim())}>
                {choice}
              </LinkButton>
            ))}
          <LinkButton size="small" aria-label={`Leave out ${row.name}`} {...to(leaveOut(text, row.names))}>
            Leave out
          </LinkButton>
        </div>
      ),
    },
  ];
  return (
    <div className="flex max-w-3xl flex-col gap-2">
      <p role="status" className="text-small text-text-muted">
        {summaryOf(rows, accountId === undefined)}
      </p>
      <DataTable
        label="Chosen to attach"
        columns={columns}
        rows={rows}
        rowKey={({ names }) => names.join(" ")}
        empty={null}
      />
    </div>
  );
}

/** The row goes, and with it what had the focus. */
function focusBox(link: Element): void {
  link.closest("main")?.querySelector<HTMLElement>("textarea[name=organizations]")?.focus();
}

function summaryOf(rows: readonly ChosenOrganization[], isNewAccount: boolean): string {
  const readyCount = rows.filter(({ state }) => state === "ready").length;
  const otherCount = rows.length - readyCount;
  const ready = `${formatCount(readyCount, "organization is", "organizations are")} ready to attach`;
  if (otherCount === 0) return `${ready}.`;
  const others = `${ready}; ${formatNumber(otherCount)} ${otherCount === 1 ? "is" : "are"} not.`;
  return isNewAccount ? `${others} The rest will wait on the new account's Organizations page.` : others;
}

function State({ row }: { row: ChosenOrganization }) {
  if (row.state === "ready") return <Badge tone="ok">Ready</Badge>;
  if (row.state === "unknown") return <Badge tone="warning">Not known</Badge>;
  if (row.state === "ambiguous") return <Badge tone="warning">On several git hosts</Badge>;
  if (row.state === "here") return <Badge>Already here</Badge>;
  return (
    <span className="block max-w-56 truncate" title={row.account.name}>
      In <Link href={addresses.account(row.account.id).overview}>{row.account.name}</Link>
    </span>
  );
}

function NextStep({ row, accountId }: { row: ChosenOrganization; accountId: string | undefined }) {
  if (row.state === "unknown") {
    return (
      <LinkButton size="small" href={addresses.imports()} aria-label={`Import ${row.name}`}>
        Import
      </LinkButton>
    );
  }
  if (row.state !== "elsewhere" || accountId === undefined) return null;
  const href = addresses.account(row.account.id).organizations({ move: row.id, to: accountId });
  return (
    <LinkButton size="small" href={href} aria-label={`Move here: ${row.name}`}>
      Move here
    </LinkButton>
  );
}
