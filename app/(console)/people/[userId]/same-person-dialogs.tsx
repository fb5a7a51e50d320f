import { FindDialog } from "@/components/find-dialog";
import { namesInWords } from "@/domain/names";
import { JoinDialog } from "../suggestions/join-dialog";
import { KeepApartDialog } from "../suggestions/keep-apart-dialog";
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
    const { rows, total } = search.found;
    return (
      <FindDialog
        title={`Join with another person: ${props.name}`}
        field={{ name: "with", label: "Find person", hint: "Name, login, e-mail or id." }}
        text={search.text}
        found={rows.map(({ id, name, logins }) => ({
          id,
          name,
          detail: namesInWords(logins),
          href: props.joinHrefFor(id),
        }))}
        total={total}
        matches={["person matches", "people match"]}
        none={search.text === "" ? undefined : "No one matches."}
        searchHref={props.searchHref}
        closeHref={closeHref}
        isReplaced
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
