import { type NextRequest, NextResponse } from "next/server";
import { addressHeader } from "./server/address-header";
import { securityHeaders } from "./server/security-headers";

export function proxy(request: NextRequest) {
  // PostgreSQL stores no NUL, so nothing can be called by one.
  if (/%00/.test(request.nextUrl.href)) return new NextResponse("This address holds a NUL character.", { status: 400 });

  const answered = securityHeaders(Buffer.from(crypto.randomUUID()).toString("base64"));

  // Next.js reads the nonce from the request's policy.
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", answered["Content-Security-Policy"]!);
  headers.set(addressHeader, request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(answered)) response.headers.set(name, value);
  return response;
}

// What passes here is held in memory whole; an upload of rosters is not.
export const config = { matcher: "/((?!_next/static/|api/imports$).*)" };
