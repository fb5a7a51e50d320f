import { createSign, generateKeyPairSync } from "node:crypto";
import http from "node:http";

export type Identity = { subject: string; emails: { email: string; verified: boolean }[] };

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const keyId = "only";

/**
 * GitHub under /github and an OpenID Connect issuer under /oidc, as far as a sign-in asks them. Whoever signs in is
 * the identity they were last told.
 */
export async function startIdentityProviders(port: number) {
  const origin = `http://localhost:${port}`;
  const issuer = `${origin}/oidc`;
  let identity: Identity = { subject: "0", emails: [] };
  let nonce: string | null = null;

  const answers: Record<string, (url: URL) => unknown> = {
    "/github/login/oauth/access_token": () => ({ access_token: "token", token_type: "bearer" }),
    "/github/api/user": () => ({ id: Number(identity.subject), login: "octo", email: identity.emails[0]?.email }),
    "/github/api/user/emails": () => identity.emails,
    "/oidc/.well-known/openid-configuration": () => ({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ["code"],
      id_token_signing_alg_values_supported: ["RS256"],
    }),
    "/oidc/keys": () => ({
      keys: [{ ...publicKey.export({ format: "jwk" }), kid: keyId, alg: "RS256", use: "sig" }],
    }),
    "/oidc/token": () => ({
      access_token: "token",
      token_type: "bearer",
      id_token: idToken({ issuer, identity, nonce }),
    }),
  };

  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? "/", origin);
    if (url.pathname === "/github/login/oauth/authorize" || url.pathname === "/oidc/authorize") {
      nonce = url.searchParams.get("nonce");
      const back = new URL(url.searchParams.get("redirect_uri")!);
      back.searchParams.set("code", "code");
      back.searchParams.set("state", url.searchParams.get("state") ?? "");
      response.writeHead(302, { location: back.href }).end();
      return;
    }
    const answer = answers[url.pathname];
    response.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(answer?.(url) ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));

  return {
    answerAs(next: Identity) {
      identity = next;
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

function idToken({ issuer, identity, nonce }: { issuer: string; identity: Identity; nonce: string | null }): string {
  const now = Math.floor(Date.now() / 1000);
  const [first] = identity.emails;
  const claims = {
    iss: issuer,
    aud: "fake",
    sub: identity.subject,
    iat: now,
    exp: now + 60,
    ...(nonce && { nonce }),
    email: first?.email,
    email_verified: first?.verified,
  };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const content = `${encode({ alg: "RS256", kid: keyId })}.${encode(claims)}`;
  return `${content}.${createSign("RSA-SHA256").update(content).sign(privateKey, "base64url")}`;
}
