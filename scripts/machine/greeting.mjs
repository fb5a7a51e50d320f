/** What the terminal shows when the console is up. */
export function greeting({ NEXTAUTH_URL, SAMPLE_SIGN_IN }) {
  const address = `\n  The console is at ${NEXTAUTH_URL}\n`;
  if (SAMPLE_SIGN_IN === "off") return address;
  return `${address}  Sample sign-ins, on this machine alone: "Sign in as admin", "Sign in as account rep", "Sign in as support".\n`;
}
