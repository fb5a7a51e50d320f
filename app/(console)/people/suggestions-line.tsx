import { Link } from "@/components/ui/link";
import { formatNumber } from "@/domain/format";

type Props = { samePeople: number; likelyBots: number };

/** What staff could decide about people, and how much of it there is. */
export function SuggestionsLine({ samePeople, likelyBots }: Props) {
  return (
    <p className="text-text-muted">
      Suggestions: <Link href="/people/suggestions">Same person?</Link> {formatNumber(samePeople)},{" "}
      <Link href="/people/likely-bots">Likely bots</Link> {formatNumber(likelyBots)}
    </p>
  );
}
