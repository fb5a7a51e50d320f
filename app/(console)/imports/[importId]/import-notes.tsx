import { formatCount, formatNumber } from "@/components/ui/format";
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

function notesOf({ skippedRows, keptMarks, renamed, joined }: ImportOutcome): string[] {
  return [
    ...skippedRows.map(
      ({ file, count, reason }) => `${file}: ${formatCount(count, "row", "rows")} ${reason}, skipped.`,
    ),
    ...keptMarks.map(
      ({ login, mark, value }) => `${login}: staff said ${value ? "" : "no "}${mark}; the roster does not change that.`,
    ),
    ...renamed.map(({ from, to }) => (to ? `${from} is renamed ${to}.` : `${from} goes to another id.`)),
    ...joined.map(({ login, intoLogin }) => `${login} and ${intoLogin} are one login, and are joined.`),
  ];
}
