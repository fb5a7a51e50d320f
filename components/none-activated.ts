import type { NoneActivated } from "@/domain/activation";
import { formatCount, formatNumber } from "@/domain/format";

/** "51 members, none activated; all of them would take 51 seats". Students and bots take none, so the two can differ. */
export function noneActivatedInWords({ members, seats }: NoneActivated): string {
  const taken = formatCount(seats, "seat", "seats");
  if (members === 1) return `1 member, not activated; they would take ${taken}`;
  return `${formatNumber(members)} members, none activated; all of them would take ${taken}`;
}
