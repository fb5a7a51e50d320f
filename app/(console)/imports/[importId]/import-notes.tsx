import type { ReactNode } from "react";
import { formatCount, formatNumber } from "@/domain/format";
import { peopleInWords } from "@/domain/import-people";
import { type ImportOutcome, loginKinds } from "@/domain/imports";
import { type PeopleLists, PeopleNumber } from "./people-number";

const mostShown = 50;

/** What is worth knowing beside the numbers: logins that changed hands, marks that stay, rows left out. */
export function ImportNotes({ outcome, lists }: { outcome: ImportOutcome; lists: PeopleLists }) {
  const notes = notesOf(outcome, lists);
  if (notes.length === 0) return null;
  const hidden = notes.length - mostShown;
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-semibold">Notes</h3>
      <ul className="list-disc pl-5">
        {notes.slice(0, mostShown).map(({ id, words }) => (
          <li key={id}>{words}</li>
        ))}
      </ul>
      {hidden > 0 && <p className="text-text-muted">… and {formatNumber(hidden)} more.</p>}
    </div>
  );
}

type Note = { id: string; words: ReactNode };

function notesOf(outcome: ImportOutcome, lists: PeopleLists): Note[] {
  return [...notesOnNumbers(outcome, lists), ...notesOnAccounts(outcome), ...notesOnRows(outcome)];
}

/** Numbers that no table has, each of which opens its list. */
function notesOnNumbers(outcome: ImportOutcome, lists: PeopleLists): Note[] {
  const { waiting = [] } = outcome;
  const ofLogins = loginKinds
    .map((show) => ({ show, count: outcome[show] }))
    .filter(({ count }) => count > 0)
    .map(({ show, count }) => ({
      id: show,
      words: (
        <PeopleNumber {...lists} choice={{ show }} count={count}>
          {peopleInWords({ show }, count)}
        </PeopleNumber>
      ),
    }));
  const ofWaiting = waiting.map(({ login, activated: count }) => ({
    id: `waiting in ${login}`,
    words: (
      <>
        {login}:{" "}
        <PeopleNumber {...lists} choice={{ show: "activated", organization: login }} count={count}>
          {formatCount(count, "member who waited is", "members who waited are")} activated
        </PeopleNumber>
        .
      </>
    ),
  }));
  return [...ofLogins, ...ofWaiting];
}

function notesOnAccounts({ accounts }: ImportOutcome): Note[] {
  return accounts.flatMap(({ id, name, autoActivated, leftOut = 0 }) =>
    autoActivated === undefined || autoActivated + leftOut === 0
      ? []
      : [{ id, words: `${name}: ${autoInWords(autoActivated, leftOut)}` }],
  );
}

function notesOnRows({ skippedRows }: ImportOutcome): Note[] {
  return skippedRows.map(({ source, count, reason, lines = [] }) => {
    const words = `${source}: ${formatCount(count, "row", "rows")} ${reason}, skipped.${linesInWords(lines, count)}`;
    return { id: words, words };
  });
}

function linesInWords(lines: number[], count: number): string {
  if (lines.length === 0) return "";
  const more = count > lines.length ? ` and ${formatNumber(count - lines.length)} more` : "";
  return ` ${lines.length === 1 ? "Line" : "Lines"} ${lines.join(", ")}${more}.`;
}

function autoInWords(autoActivated: number, leftOut: number): string {
  const done = `auto-activated ${formatNumber(autoActivated)}`;
  return leftOut === 0 ? `${done}.` : `${done}, left out ${formatNumber(leftOut)}: no seat is free. They wait for one.`;
}
