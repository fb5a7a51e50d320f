import "server-only";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { signInErrorFrom } from "@/domain/sign-in-errors";
import { authOptions } from "./auth";

type Context = { params: Promise<{ nextauth: string[] }> };

const nextAuth: (request: NextRequest, context: Context) => Promise<Response> = NextAuth(authOptions);

/** To the letter: next-auth looks for the names of types anywhere in this header. */
const form = /^application\/x-www-form-urlencoded(?:; ?charset=utf-8)?$/i;

/** The door to next-auth, open to everybody: forms alone go in, and codes that we know come out. */
export async function answerSignIn(request: NextRequest, context: Context): Promise<Response> {
  const [action, named] = (await context.params).nextauth;
  // There a browser would write into our log.
  if (action === "_log") return Response.json({ error: "There is no such address." }, { status: 404 });

  if (request.method === "POST") {
    if (!form.test(request.headers.get("content-type") ?? "")) {
      return Response.json({ error: "Send a form: application/x-www-form-urlencoded." }, { status: 415 });
    }
    return nextAuth(request, context);
  }
  const error = request.nextUrl.searchParams.get("error") ?? named;
  const isRepeated = action === "error" || action === "signin";
  return nextAuth(isRepeated && error !== undefined ? withError(request, signInErrorFrom(error)) : request, context);
}

/** What these two addresses are called with next-auth repeats as it is. */
function withError(request: NextRequest, code: string): NextRequest {
  const url = new URL(request.nextUrl);
  url.searchParams.set("error", code);
  return new NextRequest(url, request);
}
