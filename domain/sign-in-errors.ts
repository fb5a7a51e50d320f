/** What goes wrong in a sign-in on our side. next-auth puts it into the address; what it was stands in the log. */
export const signInFailed = "SignInFailed";

const otherwise = "The sign-in did not work. Try again.";

/** The codes that next-auth, and we, put into the address of the sign-in page. */
const messages = new Map([
  [
    "AccessDenied",
    "This e-mail is not on the staff list, or it first signed in another way. An admin can change that on the Staff page.",
  ],
  ["Configuration", "Signing in is not set up correctly on the server."],
  ["OAuthSignin", "The provider could not be reached. Try again."],
  ["OAuthCallback", "The provider refused the sign-in, or it took too long. Try again."],
  ["SessionRequired", "Sign in to see this page."],
  [signInFailed, "Something broke on the server, and nobody was signed in. Try again in a minute."],
  ["Callback", otherwise],
  ["CredentialsSignin", otherwise],
  ["Signin", otherwise],
]);

/** The code as it may stand in an address: whatever else was sent is a sign-in that did not work. */
export function signInErrorFrom(code: string): string {
  return messages.has(code) ? code : "Signin";
}

/** What went wrong, in plain words. */
export function signInErrorInWords(code: string | undefined): string {
  return messages.get(code ?? "") ?? otherwise;
}
