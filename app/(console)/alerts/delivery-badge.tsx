import { Badge, type Tone } from "@/components/ui/badge";
import type { DeliveryState } from "@/domain/webhooks";

const tones: Record<DeliveryState, Tone> = { waiting: "warning", delivered: "ok", given_up: "danger" };

export const deliveryStateNames: Record<DeliveryState, string> = {
  waiting: "Waiting",
  delivered: "Delivered",
  given_up: "Given up",
};

export function DeliveryBadge({ state }: { state: DeliveryState }) {
  return <Badge tone={tones[state]}>{deliveryStateNames[state]}</Badge>;
}
