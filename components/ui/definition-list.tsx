import clsx from "clsx";
import { type ReactNode, useId } from "react";
import { About } from "./about";

type Tone = "danger" | "warning" | "ok";

type Item = { term: string; value: ReactNode; before?: ReactNode; note?: ReactNode; tone?: Tone };

type Props = { label: string; items: Item[]; layout?: "stats" | "rows" };

const tones: Record<Tone, string> = { danger: "text-danger", warning: "text-warning", ok: "text-ok" };

const layouts = {
  stats: {
    list: "surface flex flex-wrap gap-px overflow-hidden bg-line",
    item: "flex grow basis-28 flex-col justify-between bg-surface px-4 py-3",
    term: "text-small text-text-muted",
    value: "font-semibold text-figure tabular-nums tracking-tight",
  },
  rows: {
    list: "surface max-w-xl divide-y divide-line",
    item: "flex min-h-9 items-center justify-between gap-4 px-4 py-1.5",
    term: "text-text-muted",
    value: "text-right font-medium tabular-nums",
  },
};

/** Terms and their values. With `before` a value reads "before → value"; notes stand under the list, tied to their value. */
export function DefinitionList({ label, items, layout = "rows" }: Props) {
  const id = useId();
  const classes = layouts[layout];
  const notes = items.map(({ note }, index) => ({ id: `${id}-${index}`, note })).filter(({ note }) => note);

  return (
    <div className="flex flex-col gap-2">
      <dl aria-label={label} className={classes.list}>
        {items.map(({ term, value, before, note, tone }, index) => (
          <div key={term} className={classes.item}>
            <dt className={clsx("flex items-center gap-1", classes.term)}>
              {term}
              <About term={term} />
            </dt>
            <dd
              aria-describedby={note ? `${id}-${index}` : undefined}
              className={clsx(classes.value, tone && tones[tone])}
            >
              {before !== undefined && <span className="font-normal text-text-muted">{before} → </span>}
              {value}
            </dd>
          </div>
        ))}
      </dl>
      {notes.map((note) => (
        <p key={note.id} id={note.id} className="text-small text-text-muted">
          {note.note}
        </p>
      ))}
    </div>
  );
}
