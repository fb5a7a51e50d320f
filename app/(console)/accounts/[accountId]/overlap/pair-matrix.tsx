import clsx from "clsx";
import { Link } from "@/components/ui/link";
import type { OrganizationSet, Pair } from "@/domain/combinations";
import { formatCount, formatNumber, formatPercent } from "@/domain/format";
import type { Chosen } from "@/domain/overlap";
import type { OverlapAddress } from "./overlap-address";

const mostOrganizations = 20;

/** The shade of a cell by its share of the smaller organization; text on the darkest is still easily read. */
const shades = [
  { upTo: 10, className: "bg-accent/5" },
  { upTo: 25, className: "bg-accent/12" },
  { upTo: 50, className: "bg-accent/20" },
  { upTo: 75, className: "bg-accent/30" },
  { upTo: 100, className: "bg-accent/40" },
];

type Props = {
  pairs: Pair[];
  sets: OrganizationSet[];
  chosen: Chosen | undefined;
  loginsOf: (ids: readonly number[]) => string[];
  address: OverlapAddress;
};

/** Each two of the largest organizations: whom they share, and how much that is of the smaller. Each pair stands once. */
export function PairMatrix({ pairs, sets, chosen, loginsOf, address }: Props) {
  const shown = sets.filter(({ people }) => people > 0).slice(0, mostOrganizations);
  const byIds = new Map(pairs.map((pair) => [pair.organizationIds.join(), pair]));
  const login = (id: number) => loginsOf([id]).join();
  const pairOf = (one: number, other: number) => byIds.get([one, other].sort((a, b) => a - b).join());
  const headers = shown.slice(0, -1);

  return (
    <div className="space-y-2">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard. */}
      <section aria-label="Shared people, scrollable" tabIndex={0} className="surface overflow-x-auto p-3">
        <table aria-label="Shared people of each two" className="border-separate border-spacing-0.5 whitespace-nowrap">
          <thead>
            <tr>
              <td />
              {headers.map(({ organizationId }) => (
                <th key={organizationId} scope="col" className="px-1 pb-1 align-bottom font-medium">
                  <span
                    className="inline-block max-h-36 rotate-180 truncate [writing-mode:vertical-rl]"
                    title={login(organizationId)}
                  >
                    {login(organizationId)}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.slice(1).map(({ organizationId: row }, place) => (
              <tr key={row}>
                <th
                  scope="row"
                  className="max-w-48 truncate bg-surface pr-2 text-right max-sm:sticky max-sm:left-0 font-medium max-sm:max-w-32"
                  title={login(row)}
                >
                  {login(row)}
                </th>
                {headers.slice(0, place + 1).map(({ organizationId: column }) => (
                  <PairCell
                    key={column}
                    pair={pairOf(row, column)}
                    logins={[login(row), login(column)]}
                    chosen={chosen}
                    address={address}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Legend shown={shown.length} all={sets.length} />
    </div>
  );
}

type CellProps = Pick<Props, "chosen" | "address"> & { pair: Pair | undefined; logins: string[] };

function PairCell({ pair, logins, chosen, address }: CellProps) {
  if (!pair) return <td className="h-10 min-w-12 rounded-small bg-raised text-center text-text-muted">0</td>;
  const { organizationIds, people, peopleOfSmaller } = pair;
  const share = formatPercent(people, peopleOfSmaller);
  const shade = shades.find(({ upTo }) => people * 100 <= upTo * peopleOfSmaller);
  const isCurrent = chosen?.kind === "pair" && organizationIds.every((id) => chosen.organizationIds.includes(id));
  return (
    <td className={clsx("h-10 min-w-12 rounded-small p-0", shade?.className)}>
      <Link
        href={address.choose({ kind: "pair", organizationIds })}
        aria-label={`${formatCount(people, "person", "people")} in both ${logins.join(" and ")}, ${share} of the smaller`}
        aria-current={isCurrent ? "true" : undefined}
        className="flex h-full flex-col items-center justify-center rounded-small px-1 tabular-nums leading-tight outline-offset-0 hover:outline hover:outline-accent aria-current:outline-2 aria-current:outline-accent"
      >
        <span>{formatNumber(people)}</span>
        <span className="text-small">{share}</span>
      </Link>
    </td>
  );
}

function Legend({ shown, all }: { shown: number; all: number }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-text-muted">
      <p>
        {all > shown
          ? `The ${formatCount(shown, "largest organization", "largest organizations")} of ${formatNumber(all)}. The table Pairs has every two that share somebody.`
          : "Each two stand once: look along the row of one and down the column of the other."}
      </p>
      <ul aria-label="Shades" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
        {shades.map(({ upTo, className }) => (
          <li key={upTo} className="flex items-center gap-1">
            <span aria-hidden className={clsx("size-3 rounded-small border border-line", className)} />
            to {upTo}%
          </li>
        ))}
      </ul>
    </div>
  );
}
