import "server-only";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { signInErrorFrom } from "@/domain/sign-in-errors";
import { authOptions } from "./auth";

type Context = { params: Promise<{ nextauth: string[] }> };

const nextAuth: (request: NextRequest, context: Context) => Promise<Response> = NextAuth(authOptions);

/** Compared exactly, because next-auth looks for type names anywhere in this header. */
const form = /^application\/x-www-form-urlencoded(?:; ?charset=utf-8)?$/i;

/** The door to next-auth, which is open to everyone. Only forms go in, and only known codes come out. */
export async function answerSignIn(request: NextRequest, context: Context): Promise<Response> {
  const [action, named] = (await context.params).nextauth;
  // This address would let a browser write into our log.
  if (action === "_log") return Response.json({ error: "There is no such address." }, { status: 404 });

  if (request.method === "POST") {
    if (!form.test(request.headers.get("content-type") ?? "")) {
      return Response.json({ error: "Send a form (application/x-www-form-urlencoded)." }, { status: 415 });
    }
    return nextAuth(request, context);
  }
  const error = request.nextUrl.searchParams.get("error") ?? named;
  const isRepeated = action === "error" || action === "signin";
  return nextAuth(isRepeated && error !== undefined ? withError(request, signInErrorFrom(error)) : request, context);
}

/** next-auth repeats the query of these two addresses unchanged. */
function withError(request: NextRequest, code: string): NextRequest {
  const url = new URL(request.nextUrl);
  url.searchParams.set("error", code);
  return new NextRequest(url, request);
}
