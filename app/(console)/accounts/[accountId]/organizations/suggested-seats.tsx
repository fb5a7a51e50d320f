import { type ReactNode, Suspense } from "react";
import type { AttachCounts } from "@/domain/organizations";

/** What attaching each suggested organization would do, by its id; still being counted when the page is there. */
export type AttachOfEach = Promise<ReadonlyMap<number, AttachCounts>>;

type Props = { attach: AttachOfEach; organizationId: number; show: (counts: AttachCounts) => ReactNode };

/** Seats that come after the page, for an organization of thousands is counted person by person. */
export function SuggestedSeats(props: Props) {
  return (
    <Suspense
      fallback={
        <span className="text-text-muted">
          …<span className="sr-only">being counted</span>
        </span>
      }
    >
      <Counted {...props} />
    </Suspense>
  );
}

async function Counted({ attach, organizationId, show }: Props) {
  const counts = (await attach).get(organizationId);
  return counts && show(counts);
}
