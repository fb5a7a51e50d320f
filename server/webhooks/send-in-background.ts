import "server-only";
import { log, withoutPeople } from "../log";
import { sendDeliveries } from "./send-deliveries";

const interval = 5_000;

// Next.js may load this module twice in one process; they share one clock.
const server = globalThis as typeof globalThis & { webhookClock?: { isSending: boolean } };

/** Sends what webhooks wait for, for as long as the server runs; several servers share the work. */
export function sendInBackground(): void {
  if (server.webhookClock) return;
  server.webhookClock = { isSending: false };
  setInterval(tick, interval, server.webhookClock).unref();
}

/** What fails here is due again when its lease ends. */
function tick(clock: { isSending: boolean }): void {
  if (clock.isSending) return;
  clock.isSending = true;
  sendDeliveries()
    .catch((error) => log.error(withoutPeople("Webhook messages were not sent:", error)))
    .finally(() => {
      clock.isSending = false;
    });
}
