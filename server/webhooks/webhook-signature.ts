import "server-only";
import { createHmac, randomBytes } from "node:crypto";

const prefix = "whsec_";

/** 256 random bits, in the form of Standard Webhooks. */
export function newWebhookSecret(): string {
  return prefix + randomBytes(32).toString("base64");
}

type Message = { id: string; at: Date; body: string };

/** The headers that show a receiver who sent a message, and that it is not an old one sent again. */
export function signedHeaders(secret: string, { id, at, body }: Message): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1_000);
  const key = Buffer.from(secret.slice(prefix.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": `v1,${signature}` };
}
