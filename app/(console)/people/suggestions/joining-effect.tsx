import type { JoinPreview } from "./join-previews";

/** What joining would free, or why it is refused. */
export function JoiningEffect({ effect, refusal }: Pick<JoinPreview, "effect" | "refusal">) {
  return (
    <p className="min-w-40 max-w-72 whitespace-normal break-words py-1.5 text-text-muted leading-snug">
      {refusal ?? effect}
    </p>
  );
}
