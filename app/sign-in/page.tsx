import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import { addresses } from "@/domain/addresses";
import { roleNames, roles } from "@/domain/permissions";
import { signInErrorInWords } from "@/domain/sign-in-errors";
import { env } from "@/env";
import { authOptions, sampleProvider } from "@/server/auth";
import { ownPath } from "@/server/own-path";
import { findStaff } from "@/server/session";
import { SignInButton } from "./sign-in-button";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  if (await findStaff()) redirect(addresses.accounts());
  const { error, callbackUrl: asked } = await searchParams;
  const callbackUrl = ownPath(asked);
  const providers = authOptions.providers.filter(({ type }) => type !== "credentials");

  return (
    <main className="surface mx-auto mt-[12vh] flex w-[calc(100%-2rem)] max-w-md flex-col gap-4 p-6">
      <h1 className="font-semibold text-title tracking-tight">Sign in to Enterprise accounts</h1>
      {error && (
        <Notice tone="danger" role="alert" title="You are not signed in">
          <p>{signInErrorInWords([error].flat()[0])}</p>
          <p>Whom to ask: {env.STAFF_CONTACT}.</p>
        </Notice>
      )}
      {providers.map(({ id, name }) => (
        <SignInButton key={id} provider={id} callbackUrl={callbackUrl} variant="primary">
          Continue with {name}
        </SignInButton>
      ))}
      {env.SAMPLE_SIGN_IN && (
        <Notice tone="warning" title="Sample sign-ins are on">
          <p>Anyone who reaches this page can sign in. They belong to a console with sample data.</p>
          <div className="flex flex-col gap-2 pt-3 pb-1">
            {roles.map((role) => (
              <SignInButton key={role} provider={sampleProvider} fields={{ role }} callbackUrl={callbackUrl}>
                Sign in as {roleNames[role]}
              </SignInButton>
            ))}
          </div>
        </Notice>
      )}
      {providers.length === 0 && !env.SAMPLE_SIGN_IN && (
        <Notice tone="warning" title="No way to sign in is set up">
          The README says how to connect GitHub or an OpenID Connect issuer.
        </Notice>
      )}
    </main>
  );
}
