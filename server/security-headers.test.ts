import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { env } from "@/env";
import { proxy } from "@/proxy";

const policyOf = () => proxy(new NextRequest(`${env.NEXTAUTH_URL}/accounts`)).headers.get("Content-Security-Policy")!;

test("only what the console itself sends may run or style a page", () => {
  expect(policyOf()).not.toContain("unsafe");
  expect(policyOf()).toMatch(/script-src 'nonce-[\w+/=]{20,}' 'strict-dynamic'/);
});

test("every answer has a nonce of its own", () => {
  expect(policyOf()).not.toBe(policyOf());
});

test("no page can be framed", () => {
  expect(policyOf()).toContain("frame-ancestors 'none'");
});
