import { type AlertKind, alertKindNames } from "./alerts";
import type { AlertNews } from "./seat-alerts";

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Why messages are not sent to this address. Private addresses are allowed: staff who may add webhooks are trusted. */
export function refuseAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return "Enter an address, such as https://alerts.example.com/seats.";
  const url = new URL(text);
  const isPlainHere = url.protocol === "http:" && loopback.test(url.hostname);
  if (url.protocol !== "https:" && !isPlainHere) return "Use https://. Plain http:// is allowed only for this machine.";
  if (url.href.length > 2_000) return "An address can have at most 2,000 characters.";
  if (url.username !== "" || url.password !== "")
    return "Remove the name and password: everyone here can read the address.";
}

export type MessageType = AlertNews["type"] | "webhook.test";

/** The body of a message that only shows whether messages arrive. */
export function testPayload(at: Date) {
  return {
    type: "webhook.test" as const,
    timestamp: at.toISOString(),
    data: { message: "This is a test. Nothing has happened." },
  };
}

type ToldOf = { url: string; account: { name: string } | null | undefined; kinds: readonly AlertKind[] };

/** The webhook in the words of the audit log, without its secret. */
export function webhookFacts({ url, account, kinds }: ToldOf) {
  return {
    url,
    alertsOf: account?.name ?? "all accounts",
    kinds: kinds.map((kind) => alertKindNames[kind]).join(", "),
  };
}

const second = 1_000;
const hour = 60 * 60 * second;

/** Ten attempts and the delays between them take about 21 hours. */
export const attemptLimit = 10;

/**
 * Milliseconds until the next attempt after this many have failed; undefined if it is given up. Each delay is three
 * times the last. `chance` (0 to 1) varies it by a fifth, so that messages that fail together are not retried together.
 */
export function delayAfter(attemptCount: number, chance: number): number | undefined {
  if (attemptCount >= attemptLimit) return undefined;
  const delay = Math.min(10 * second * 3 ** (attemptCount - 1), 12 * hour);
  return Math.round(delay * (0.8 + 0.4 * chance));
}

/** "90% reached", as lists name a message. */
export function messageInWords({ type, alert }: { type: MessageType; alert: { threshold: number } | null }): string {
  if (type === "webhook.test" || !alert) return "Test";
  return `${alert.threshold}% ${type === "seat_alert.cleared" ? "cleared" : "reached"}`;
}

export const deliveryStates = ["waiting", "delivered", "given_up"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

type Delivery = { deliveredAt: Date | null; nextAttemptAt: Date | null; isWebhookRemoved: boolean };

/** Why a message cannot be sent to a webhook; undefined if it can. */
export function refuseSending({ removedAt, pausedAt }: { removedAt: Date | null; pausedAt: Date | null }) {
  if (removedAt) return "This webhook was removed.";
  return pausedAt ? "This webhook is paused. Resume it first." : undefined;
}

/** Nothing is sent to a removed webhook. */
export function deliveryStateOf({ deliveredAt, nextAttemptAt, isWebhookRemoved }: Delivery): DeliveryState {
  if (deliveredAt !== null) return "delivered";
  return nextAttemptAt === null || isWebhookRemoved ? "given_up" : "waiting";
}
