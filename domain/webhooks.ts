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

type ToldOf = { url: string; account: { name: string } | null | undefined };

/** The webhook in the words of the audit log, without its secret. */
export function webhookFacts({ url, account }: ToldOf) {
  return { url, alertsOf: account?.name ?? "all accounts" };
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

export const deliveryStates = ["waiting", "delivered", "given_up"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

type Delivery = { deliveredAt: Date | null; nextAttemptAt: Date | null; isWebhookRemoved: boolean };

/** Nothing is sent to a removed webhook. */
export function deliveryStateOf({ deliveredAt, nextAttemptAt, isWebhookRemoved }: Delivery): DeliveryState {
  if (deliveredAt !== null) return "delivered";
  return nextAttemptAt === null || isWebhookRemoved ? "given_up" : "waiting";
}
