import { formatCount, formatNumber } from "@/domain/format";
import type { ImportOutcome } from "@/domain/imports";

const mostShown = 50;

/** What is worth knowing beside the numbers: rows left out, marks that stay, logins that changed hands. */
export function ImportNotes({ outcome }: { outcome: ImportOutcome }) {
  const notes = notesOf(outcome);
  if (notes.length === 0) return null;
  const hidden = notes.length - mostShown;
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-semibold">Notes</h3>
      <ul className="list-disc pl-5">
        {notes.slice(0, mostShown).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {hidden > 0 && <p className="text-text-muted">… and {formatNumber(hidden)} more.</p>}
    </div>
  );
}

function notesOf({ accounts, waiting = [], skippedRows, keptMarks, renamed, joined }: ImportOutcome): string[] {
  return [
    ...accounts.flatMap(({ name, autoActivated, leftOut = 0 }) =>
      autoActivated === undefined || autoActivated + leftOut === 0
        ? []
        : [`${name}: ${autoInWords(autoActivated, leftOut)}`],
    ),
    ...waiting.map(
      ({ login, activated }) =>
        `${login}: ${formatCount(activated, "member who waited is", "members who waited are")} activated.`,
    ),
    ...skippedRows.map(
      ({ source, count, reason }) => `${source}: ${formatCount(count, "row", "rows")} ${reason}, skipped.`,
    ),
    ...keptMarks.map(
      ({ login, mark, value }) => `${login}: staff said ${value ? "" : "no "}${mark}; the roster does not change that.`,
    ),
    ...renamed.map(({ from, to }) => (to ? `${from} is renamed ${to}.` : `${from} goes to another id.`)),
    ...joined.map(({ login, intoLogin }) => `${login} and ${intoLogin} are one login, and are joined.`),
  ];
}

function autoInWords(autoActivated: number, leftOut: number): string {
  const done = `auto-activated ${formatNumber(autoActivated)}`;
  return leftOut === 0 ? `${done}.` : `${done}, left out ${formatNumber(leftOut)}: no seat is free. They wait for one.`;
}
