import { expect, test } from "./fixtures";

const files = [
  ["/favicon.ico", /^image\//],
  ["/icon.svg", /^image\/svg\+xml/],
  ["/apple-touch-icon.png", /^image\/png/],
  ["/icon-192.png", /^image\/png/],
  ["/icon-512.png", /^image\/png/],
  ["/icon-maskable-512.png", /^image\/png/],
  ["/robots.txt", /^text\/plain/],
  ["/site.webmanifest", /^application\/manifest\+json/],
] as const;

for (const [path, type] of files) {
  test(`${path} is there for people who are not signed in, with the security headers`, async ({ request }) => {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toMatch(type);
    expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
  });
}

test("robots.txt forbids all, and the manifest names icons that are there in their sizes", async ({
  page,
  request,
}) => {
  expect(await (await request.get("/robots.txt")).text()).toBe("User-agent: *\nDisallow: /\n");
  await page.goto("/sign-in");
  const { icons } = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>("link[rel=manifest]");
    return (await fetch(link?.href ?? "")).json();
  });
  expect(icons).toHaveLength(3);
  for (const { src, sizes } of icons) {
    const size = await page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(size).toBe(sizes);
  }
  const named = await page
    .locator("link[rel~=icon], link[rel=apple-touch-icon]")
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLLinkElement).href).pathname));
  expect(named).toEqual(["/favicon.ico", "/icon.svg", "/apple-touch-icon.png"]);
});
