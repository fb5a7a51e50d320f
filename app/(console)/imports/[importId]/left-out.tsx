import type { StagedImport } from "@/domain/imports";
import { LeftOutButton } from "./left-out-button";

type Props = { staged: StagedImport; disabledReason: string | undefined };

/** The organizations that an import does not touch, each of which can come back. */
export function LeftOut({ staged: { id, leftOut }, disabledReason }: Props) {
  if (leftOut.length === 0) return null;
  return (
    <ul aria-label="Left out" className="space-y-1">
      {leftOut.map((login) => (
        <li key={login}>
          Left out: {login}{" "}
          <LeftOutButton
            importId={id}
            leftOut={leftOut.filter((other) => other !== login)}
            disabledReason={disabledReason}
          >
            {`Take ${login} back in`}
          </LeftOutButton>
        </li>
      ))}
    </ul>
  );
}
