const messages: Record<string, string> = {
  AccessDenied:
    "This e-mail is not on the staff list, or it first signed in another way. An admin can change that on the Staff page.",
  Configuration: "Signing in is not set up correctly on the server.",
  OAuthSignin: "The provider could not be reached. Try again.",
  OAuthCallback: "The provider refused the sign-in, or it took too long. Try again.",
  SessionRequired: "Sign in to see this page.",
};

/** What went wrong, in plain words, for the code next-auth puts into the address. */
export function messageFor(code: string | undefined): string {
  return messages[code ?? ""] ?? "The sign-in did not work. Try again.";
}
