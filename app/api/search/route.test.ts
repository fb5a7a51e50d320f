import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createAccount } from "@/test/factories";
import { signInAs, signOut } from "@/test/sign-in";
import { GET } from "./route";

const searchFor = (query: string) => GET(new Request(`http://localhost/api/search${query}`));

describe("the search over everything", () => {
  test("answers support with what was found, and with the text that was searched for", async () => {
    await signInAs("support");
    const name = randomUUID();
    const account = await createAccount({ name });
    const response = await searchFor(`?q=${encodeURIComponent(`  @${name} `)}`);
    expect(await response.json()).toEqual({
      text: name,
      groups: [
        {
          kind: "account",
          hits: [
            {
              kind: "account",
              id: account.id,
              name,
              detail: "0 organizations, 0 of 1 seats used",
              reason: null,
              href: `/accounts/${account.id}`,
            },
          ],
          moreHref: null,
        },
      ],
    });
  });

  test.each(["", "?q=", "?q=%20", "?q=%ED%A0%80", `?q=${"long ".repeat(2_000)}`])(
    "finds nothing by %.20j",
    async (query) => {
      await signInAs("support");
      const response = await searchFor(query);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ groups: [] });
    },
  );

  test("is refused to the signed out", async () => {
    signOut();
    const response = await searchFor("?q=ann");
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: "Sign in first." });
  });
});
