import { describe, expect, test } from "vitest";
import { z } from "zod";
import { DomainError, errorCodes } from "@/domain/errors";
import { signInAs, signOut } from "@/test/sign-in";
import { staffRoute } from "./route";

const Asked = z.object({ accountId: z.string(), days: z.coerce.number("Days are a number.").default(90) });
const get = (handler: ReturnType<typeof staffRoute>, query = "") =>
  handler(new Request(`http://localhost/api${query}`), { params: Promise.resolve({ accountId: "7" }) });

describe("the door of a route", () => {
  const echo = staffRoute(Asked, async ({ asked, staff }) => Response.json({ ...asked, role: staff.role }));

  test("answers 401 to anybody signed out, before it reads what they sent", async () => {
    await signOut();
    const response = await get(echo, "?days=many");
    expect([response.status, await response.json()]).toEqual([401, { error: "Sign in first." }]);
  });

  test("reads path and query together; the path wins", async () => {
    await signInAs("support");
    const response = await get(echo, "?days=30&accountId=8");
    expect(await response.json()).toEqual({ accountId: "7", days: 30, role: "support" });
  });

  test("names what is wrong with the query", async () => {
    await signInAs("support");
    const response = await get(echo, "?days=many");
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: "Days are a number.", code: "invalid_input", fields: { days: ["Days are a number."] } },
    ]);
    expect((await get(echo, "?q=%00")).status).toBe(400);
  });

  test("turns every refusal into a status, and no bug into an answer", async () => {
    await signInAs("support");
    const refusing = (error: Error) => staffRoute(Asked, () => Promise.reject(error));
    for (const code of errorCodes) {
      const response = await get(refusing(new DomainError(code, "Not now.")));
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(await response.json()).toEqual({ error: "Not now.", code });
    }
    await expect(get(refusing(new Error("Broken")))).rejects.toThrow("Broken");
  });
});
