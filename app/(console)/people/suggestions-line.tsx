import { Link } from "@/components/ui/link";
import { addresses } from "@/domain/addresses";
import { formatNumber } from "@/domain/format";

type Props = { samePeople: number; likelyBots: number };

/** What staff could decide about people, and how much of it there is. */
export function SuggestionsLine({ samePeople, likelyBots }: Props) {
  return (
    <p className="text-text-muted">
      Suggestions: <Link href={addresses.samePeople()}>Same person?</Link> {formatNumber(samePeople)},{" "}
      <Link href={addresses.likelyBots()}>Likely bots</Link> {formatNumber(likelyBots)}
    </p>
  );
}
