import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { formatCount } from "@/domain/format";
import type { RefusalItem, RefusalItems } from "@/domain/refusal-items";

type Props = {
  title: string;
  refusal: RefusalItems;
  /** For one that appears after the page was loaded. */
  role?: "alert";
  /** What can be done about an item at once. */
  actionOf?: (item: RefusalItem, index: number) => ReactNode;
};

/** Everything that is wrong with an import, each with its place first. */
export function RefusalList({ title, refusal: { items, count, rest }, role, actionOf }: Props) {
  const isSeveral = count > 1;
  return (
    <Notice
      tone="danger"
      role={role}
      title={isSeveral ? `${title}: ${formatCount(count, "problem", "problems")}` : title}
    >
      <ul className={isSeveral ? "list-disc space-y-1 py-1 pl-5" : undefined}>
        {items.map((item, index) => (
          // Two problems may read alike, and their order never changes.
          <li key={index} className="break-words">
            {item.place && <strong className="font-semibold">{item.place}: </strong>}
            {item.words} {actionOf?.(item, index)}
          </li>
        ))}
      </ul>
      {rest && <p>{rest}</p>}
    </Notice>
  );
}
