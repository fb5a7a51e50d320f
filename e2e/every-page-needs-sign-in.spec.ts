import { roles } from "@/domain/permissions";
import { addressOf, handlerRoutes, missingRoute, pageRoutes } from "./addresses";
import { expect, test } from "./fixtures";

for (const route of pageRoutes) {
  test(`${route} leads the signed out to the sign-in page`, async ({ request }) => {
    const answer = await request.get(await addressOf(route));
    expect(new URL(answer.url()).pathname).toBe("/sign-in");
  });

  test(`${route} opens for every role`, async ({ context, signInAs }) => {
    for (const role of roles) {
      await signInAs(role);
      const answer = await context.request.get(await addressOf(route));
      expect(answer.status()).toBe(route === missingRoute ? 404 : 200);
      expect(new URL(answer.url()).pathname).not.toBe("/sign-in");
    }
  });
}

for (const route of handlerRoutes) {
  test(`${route} refuses the signed out with 401`, async ({ request }) => {
    const answer = await request.get(await addressOf(route));
    expect(answer.status()).toBe(401);
    expect(await answer.json()).toHaveProperty("error");
  });
}
