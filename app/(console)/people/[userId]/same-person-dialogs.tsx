import { JoinDialog } from "../suggestions/join-dialog";
import { KeepApartDialog } from "../suggestions/keep-apart-dialog";
import type { SamePerson } from "./same-person";
import { SplitDialog } from "./split/split-dialog";

type Props = {
  same: Pick<SamePerson, "join" | "apart" | "split">;
  closeHref: string;
  disabledReasons: { join?: string; apart?: string; split?: string };
};

/** One dialog at a time, whatever the address asks for. */
export function SamePersonDialogs({ same: { join, apart, split }, closeHref, disabledReasons }: Props) {
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
