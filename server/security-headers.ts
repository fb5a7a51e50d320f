import { env } from "../env";
import { isDevelopment } from "./is-development";

/** Headers of every answer. Next.js puts the nonce on its own scripts. */
export function securityHeaders(nonce: string): Record<string, string> {
  const isHttps = env.NEXTAUTH_URL.startsWith("https:");
  return {
    "Content-Security-Policy": contentSecurityPolicy(nonce),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(isHttps && { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" }),
  };
}

type Handler<Arguments extends unknown[]> = (...call: Arguments) => Promise<Response>;

/** For a route that proxy.ts leaves out and therefore gives no headers. */
export function beyondProxy<Arguments extends unknown[]>(handle: Handler<Arguments>): Handler<Arguments> {
  return async (...call) => {
    const response = await handle(...call);
    for (const [name, value] of Object.entries(securityHeaders(""))) response.headers.set(name, value);
    return response;
  };
}

function contentSecurityPolicy(nonce: string): string {
  // The development server evaluates code and injects styles.
  const policy = {
    "default-src": "'self'",
    "script-src": `'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src": isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  };
  return Object.entries(policy)
    .map((entry) => entry.join(" "))
    .join("; ");
}
