import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import GithubProvider from "next-auth/providers/github";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { closeSession, openSession } from "@/db/sessions";
import { addresses } from "@/domain/addresses";
import { roles } from "@/domain/permissions";
import { signInFailed } from "@/domain/sign-in-errors";
import { sampleEmail } from "@/domain/staff";
import { env } from "@/env";
import { log, withoutPeople } from "./log";
import { ownPath } from "./own-path";

declare module "next-auth" {
  interface Session {
    id?: string;
  }
  interface User {
    verifiedEmails: string[];
    sessionId?: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionId?: string;
  }
}

export const sampleProvider = "sample";

const GithubEmails = z.array(z.object({ email: z.string(), verified: z.boolean() }));

/** Asks GitHub for verified e-mails, because the e-mail of a profile proves nothing. */
const github = GithubProvider({
  clientId: env.GITHUB_ID ?? "",
  clientSecret: env.GITHUB_SECRET ?? "",
  authorization: { url: `${env.GITHUB_URL}/login/oauth/authorize`, params: { scope: "read:user user:email" } },
  token: `${env.GITHUB_URL}/login/oauth/access_token`,
  userinfo: {
    async request({ tokens }) {
      const get = async (path: string) => {
        const response = await fetch(`${env.GITHUB_API_URL}${path}`, {
          headers: { authorization: `Bearer ${tokens.access_token}`, accept: "application/vnd.github+json" },
        });
        if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${path}.`);
        return response.json();
      };
      const emails = GithubEmails.parse(await get("/user/emails"));
      const verifiedEmails = emails.filter(({ verified }) => verified).map(({ email }) => email);
      return { ...(await get("/user")), verifiedEmails };
    },
  },
  profile: ({ id, verifiedEmails }) => ({ id: String(id), verifiedEmails: verifiedEmails as unknown as string[] }),
});

type OidcClaims = { sub: string; email?: unknown; email_verified?: unknown };

const oidc: OAuthConfig<OidcClaims> = {
  id: "oidc",
  name: env.OIDC_NAME,
  type: "oauth",
  wellKnown: `${env.OIDC_ISSUER}/.well-known/openid-configuration`,
  authorization: { params: { scope: "openid email" } },
  clientId: env.OIDC_ID,
  clientSecret: env.OIDC_SECRET,
  idToken: true,
  checks: ["pkce", "state", "nonce"],
  profile: ({ sub, email, email_verified }) => ({
    id: sub,
    verifiedEmails: typeof email === "string" && email_verified === true ? [email] : [],
  }),
};

/** Signs in as one of the sample staff without proof, for a first look and for tests. */
const sample = CredentialsProvider({
  id: sampleProvider,
  name: "Sample",
  credentials: { role: {} },
  authorize(credentials) {
    const role = roles.find((name) => name === credentials?.role);
    return role ? { id: role, verifiedEmails: [sampleEmail(role)] } : null;
  },
});

export const authOptions: NextAuthOptions = {
  secret: env.NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: 12 * 60 * 60 },
  pages: { signIn: addresses.signIn(), error: addresses.signIn() },
  providers: [env.GITHUB_ID ? github : [], env.OIDC_ID ? oidc : [], env.SAMPLE_SIGN_IN ? sample : []].flat(),
  callbacks: {
    async signIn({ user, account }) {
      const identity = { provider: account!.provider, subject: account!.providerAccountId };
      try {
        user.sessionId = await openSession({ ...identity, verifiedEmails: user.verifiedEmails });
      } catch (error) {
        log.error({ provider: identity.provider }, withoutPeople("Nobody was signed in:", error));
        // next-auth puts this message into an address.
        throw new Error(signInFailed);
      }
      return user.sessionId !== undefined;
    },
    // next-auth's own rule fails on an invalid address.
    redirect: ({ url }) => new URL(ownPath(url), env.NEXTAUTH_URL).href,
    // The cookie holds only a random session id. `user` is given only at the sign-in.
    jwt: ({ token, user }) => (user ? { sessionId: user.sessionId } : token),
    session: ({ session, token }) => ({ expires: session.expires, id: token.sessionId }),
  },
  logger: {
    error: (code, facts) => log.error({ code }, withoutPeople(facts instanceof Error ? facts : facts.error)),
    warn: (code) => log.warn({ code }, "next-auth warns"),
    // These messages would name the people who sign in.
    debug: () => {},
  },
  events: {
    async signOut({ token }) {
      if (token?.sessionId) await closeSession(token.sessionId);
    },
  },
};
