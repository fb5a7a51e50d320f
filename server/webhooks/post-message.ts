import "server-only";

/**
 * What came of an attempt. `status` is null if there was no answer. `isFinal` if the receiver says that it will never
 * accept the message.
 */
export type Outcome = { status: number } | { status: number | null; failure: string; isFinal: boolean };

const gone = 410;

/** Posts JSON once. It reads only the status of the answer, and follows no redirect. */
export async function postMessage(
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutSeconds = 10,
): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Enterprise-Accounts-Console", ...headers },
      body,
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(timeoutSeconds * 1_000),
    });
    await response.body?.cancel();
    return outcomeOf(response);
  } catch (error) {
    return { status: null, failure: failureOf(error, timeoutSeconds), isFinal: false };
  }
}

function outcomeOf({ ok, status }: Response): Outcome {
  if (ok) return { status };
  const isRedirect = status >= 300 && status < 400;
  const failure = `Answered ${status}${isRedirect ? ": a redirect, which is not followed" : ""}`;
  return { status, failure, isFinal: status === gone };
}

function failureOf(error: unknown, timeoutSeconds: number): string {
  if (!(error instanceof Error)) throw error;
  if (error.name === "TimeoutError") return `No answer within ${timeoutSeconds} s`;
  const cause = error.cause as (Error & { code?: string }) | undefined;
  return `No connection: ${cause?.code ?? cause?.message ?? error.message}`;
}
