export type Verdict = "yes" | "no";

export const verdictNames: Record<Verdict, string> = { yes: "Mark as bot", no: "No bot" };

/** What a button does, and the dialog it opens: "Mark as bot: acme-ci". */
export function verdictTitle(verdict: Verdict, login: string): string {
  return `${verdictNames[verdict]}: ${login}`;
}
