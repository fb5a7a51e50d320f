import { formatNumber } from "@/components/ui/format";
import { Link } from "@/components/ui/link";

type Props = { likelyBots: number };

/** What staff could decide about people, and how much of it there is. */
export function SuggestionsLine({ likelyBots }: Props) {
  return (
    <p className="text-text-muted">
      Suggestions: <Link href="/people/likely-bots">Likely bots</Link> {formatNumber(likelyBots)}
    </p>
  );
}
