import { JoinDialog } from "../suggestions/join-dialog";
import { KeepApartDialog } from "../suggestions/keep-apart-dialog";
import { FindPersonDialog } from "./find-person-dialog";
import type { SamePerson } from "./same-person";
import { SplitDialog } from "./split/split-dialog";

type Props = {
  /** The person's. */
  name: string;
  same: Pick<SamePerson, "search" | "join" | "apart" | "split">;
  closeHref: string;
  searchHref: string;
  joinHrefFor: (userId: number) => string;
  disabledReasons: { join?: string; apart?: string; split?: string };
};

/** One dialog at a time, whatever the address asks for. */
export function SamePersonDialogs({ same, closeHref, disabledReasons, ...props }: Props) {
  const { search, join, apart, split } = same;
  if (search) {
    const found = search.found.rows.map((person) => ({ ...person, href: props.joinHrefFor(person.id) }));
    return (
      <FindPersonDialog
        name={props.name}
        text={search.text}
        found={found}
        total={search.found.total}
        searchHref={props.searchHref}
        closeHref={closeHref}
      />
    );
  }
  if (join) {
    return <JoinDialog key={join.pair} preview={join} closeHref={closeHref} disabledReason={disabledReasons.join} />;
  }
  if (apart) {
    return (
      <KeepApartDialog key={apart.pair} preview={apart} closeHref={closeHref} disabledReason={disabledReasons.apart} />
    );
  }
  if (!split) return null;
  return (
    <SplitDialog
      key={split.asked.ownerId}
      preview={split}
      closeHref={closeHref}
      disabledReason={disabledReasons.split}
    />
  );
}
