// Plain JavaScript: what the server's front door and the pages behind it both know, before anything is compiled.

/** Of one upload, all files together. */
export const uploadLimit = 50_000_000;

/** Said in place: the sign-in page would take away what was typed. */
export const signedOut =
  "You are signed out. Sign in again in another tab, then try again here: nothing typed was lost.";

/** How a refusal of the front door begins: Next.js gives an action's caller the text of an answer and nothing else. */
export const refusalMark = "Refused: ";

/** Whether only this machine is called so. */
export function isLoopback(hostname) {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i.test(hostname);
}
