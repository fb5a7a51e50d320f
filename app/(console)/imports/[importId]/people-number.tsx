import type { ReactNode } from "react";
import { PeopleLink } from "@/components/people-link";
import type { PeopleChoice } from "@/domain/import-people";
import type { PeopleAddress } from "./people-address";

/** What every number of an import needs: where the lists are, and which one is open. */
export type PeopleLists = { address: PeopleAddress; chosen: PeopleChoice | undefined };

type Props = PeopleLists & { choice: PeopleChoice; count: number; children?: ReactNode };

/** A number of an import, which opens the list behind it. */
export function PeopleNumber({ address, chosen, choice, count, children }: Props) {
  const isCurrent = chosen?.show === choice.show && chosen.organization === choice.organization;
  return (
    <span className={count === 0 ? "text-text-muted" : undefined}>
      <PeopleLink people={count} href={address.hrefFor(choice)} isCurrent={isCurrent}>
        {children}
      </PeopleLink>
    </span>
  );
}
