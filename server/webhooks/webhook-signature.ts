import "server-only";
import { createHmac, randomBytes } from "node:crypto";

const prefix = "whsec_";

/** As Standard Webhooks spells it: 256 random bits. */
export function newWebhookSecret(): string {
  return prefix + randomBytes(32).toString("base64");
}

type Message = { id: string; at: Date; body: string };

/** The headers with which a receiver knows whose a message is and that it is no old one sent again. */
export function signedHeaders(secret: string, { id, at, body }: Message): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1_000);
  const key = Buffer.from(secret.slice(prefix.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": `v1,${signature}` };
}
