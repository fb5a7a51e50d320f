/** What the console does by itself, under the name that the audit log gives it. */
export const jobs = {
  webhooks: "Send webhook messages",
  suggestions: "Refresh suggestions",
  sessions: "Delete expired sessions",
  calls: "Delete old answers to repeated calls",
  imports: "Delete the names in old imports",
} as const;
export type JobName = keyof typeof jobs;

const second = 1_000;
const firstDelay = 10 * second;
/** A job is tried again this often at least: whatever is fixed takes effect while somebody still watches. */
const longestDelay = 10 * 60 * second;

/** Milliseconds until a job runs again after this many failures in a row: twice the last wait. */
export function retryDelay(failureCount: number): number {
  return Math.min(firstDelay * 2 ** (failureCount - 1), longestDelay);
}
