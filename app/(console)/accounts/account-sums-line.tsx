import type { AccountSums } from "@/db/queries/accounts";
import { formatCount, formatNumber } from "@/domain/format";

/** Over the whole filtered list, not the page of it. */
export function AccountSumsLine({ sums }: { sums: AccountSums }) {
  const facts = [
    formatCount(sums.organizations, "organization", "organizations"),
    formatCount(sums.people, "person", "people"),
    `${formatNumber(sums.used)} of ${formatNumber(sums.total)} seats used`,
    `${formatNumber(sums.doubleCounted)} double counted`,
    `over by ${formatNumber(sums.over)}`,
  ];
  return (
    <p className="text-text-muted tabular-nums">
      <span className="text-text">All together: {facts.join(", ")}.</span> A person in two accounts counts in each.
    </p>
  );
}
