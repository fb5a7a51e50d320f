import { describe, expect, test } from "vitest";
import { verifyWebhook } from "@/test/verify-webhook";
import { newWebhookSecret, signedHeaders } from "./webhook-signature";

test("a secret is 256 bits that nobody else has", () => {
  const secrets = [newWebhookSecret(), newWebhookSecret()];
  expect(new Set(secrets).size).toBe(2);
  for (const secret of secrets) expect(Buffer.from(secret.slice("whsec_".length), "base64")).toHaveLength(32);
});

test("the signature is that of the specification's own example", () => {
  const headers = signedHeaders("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", {
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    at: new Date(1_614_265_330_000),
    body: '{"test": 2432232314}',
  });
  expect(headers).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

describe("the specification's own library", () => {
  const secret = newWebhookSecret();
  const body = JSON.stringify({ type: "seat_alert.raised", data: { account_name: "Žofie & Søn 🐙" } });
  const signedAt = (at: number) => ({ headers: signedHeaders(secret, { id: "1", at: new Date(at), body }), body });
  const minutes = 60_000;

  test("verifies a message, now and minutes later", () => {
    for (const at of [Date.now(), Date.now() - 4 * minutes]) {
      expect(verifyWebhook(signedAt(at), secret)).toEqual(JSON.parse(body));
    }
  });

  test.each(["webhook-id", "webhook-timestamp"])("refuses another %s", (name) => {
    const { headers } = signedAt(Date.now());
    const changed = { ...headers, [name]: String(Number(headers[name]) - 1) };
    expect(() => verifyWebhook({ headers: changed, body }, secret)).toThrow("No matching signature");
  });

  test("refuses another body", () => {
    const message = { ...signedAt(Date.now()), body: body.replace("raised", "cleared") };
    expect(() => verifyWebhook(message, secret)).toThrow("No matching signature");
  });

  test("refuses another secret", () => {
    expect(() => verifyWebhook(signedAt(Date.now()), newWebhookSecret())).toThrow("No matching signature");
  });

  test("refuses an old message that is sent again", () => {
    expect(() => verifyWebhook(signedAt(Date.now() - 6 * minutes), secret)).toThrow("too old");
  });
});
