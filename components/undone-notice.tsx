import type { EndedChange } from "@/db/queries/ended-activations";
import { Link } from "./ui/link";
import { Notice } from "./ui/notice";
import { Time } from "./ui/time";

type Props = { accountId: string } & NonNullable<EndedChange["undoneBy"]>;

export function UndoneNotice({ accountId, changeId, told }: Props) {
  return (
    <Notice tone="ok" title="Undone" role="status">
      {told && (
        <>
          {told.actor}, <Time at={told.at} />: <span className="wrap-anywhere">{told.reason}</span>.{" "}
        </>
      )}
      <Link href={`/accounts/${accountId}/audit-log?change=${changeId}`}>See the change that undid it</Link>
    </Notice>
  );
}
