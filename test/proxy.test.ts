import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { proxy } from "@/proxy";

test.each(["/accounts?q=%00", "/accounts/a%00b", "/api/accounts/%00/people"])(
  "an address with a NUL is refused: %s",
  (path) => {
    expect(proxy(new NextRequest(`http://localhost:3000${path}`)).status).toBe(400);
  },
);

test("every other address is answered with the security headers", () => {
  const response = proxy(new NextRequest("http://localhost:3000/accounts?q=%2500"));
  expect(response.status).toBe(200);
  expect(response.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
});
