import type { IncomingHttpHeaders } from "node:http";
import { Webhook } from "standardwebhooks";

/** As a receiver does it, with the library of the specification. Gives the message, or throws if it is not genuine. */
export function verifyWebhook(message: { headers: IncomingHttpHeaders; body: string }, secret: string): unknown {
  const header = (name: string) => String(message.headers[name]);
  return new Webhook(secret).verify(message.body, {
    "webhook-id": header("webhook-id"),
    "webhook-timestamp": header("webhook-timestamp"),
    "webhook-signature": header("webhook-signature"),
  });
}
