import { expect, test } from "vitest";
import { z } from "zod";
import { DomainError } from "./errors";
import { invalidInput, refusalOf } from "./result";

const Numbers = z.record(z.string(), z.int());
const Known = z.strictObject({ known: z.int().optional() });

function refusalBy(schema: z.ZodType, input: unknown) {
  return invalidInput(schema.safeParse(input).error!);
}

const bad = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`bad${index}`, "x"]));

test("each bad field is named by its path, with all that is wrong with it", () => {
  const Form = z.object({
    reason: z.string().min(2, "Too short.").regex(/x/, "No x."),
    seats: z.object({ plan: z.int() }),
  });
  const refusal = refusalBy(Form, { reason: "", seats: { plan: "many" } });
  expect(refusal).toMatchObject({ code: "invalid_input", fields: { reason: ["Too short.", "No x."] } });
  expect(Object.keys(refusal.fields!)).toEqual(["reason", "seats.plan"]);
});

test("of ten thousand bad fields twenty are named and the others counted", () => {
  const refusal = refusalBy(Numbers, bad(10_000));
  expect(Object.keys(refusal.fields!)).toHaveLength(20);
  expect(refusal.message).toMatch(/And 9,980 more\.$/);
});

test("unknown fields are counted, not listed", () => {
  expect(refusalBy(Known, bad(10_000))).toMatchObject({ message: "10,000 fields are unknown." });
  expect(refusalBy(Known, bad(1))).toMatchObject({ message: "One field is unknown." });
});

test.each([
  ["a name", Numbers, { ["x".repeat(100_000)]: "x" }],
  ["an unknown name", Known, { ["x".repeat(100_000)]: 1 }],
  [
    "a name like a part of every object",
    Numbers,
    JSON.parse('{"__proto__": "x", "constructor": "x", "toString": "x"}'),
  ],
])("%s is not repeated at length", (_, schema, input) => {
  expect(JSON.stringify(refusalBy(schema, input)).length).toBeLessThan(1_000);
});

test("what a rule quotes of what was sent is cut", () => {
  const refusal = refusalOf(new DomainError("not_found", `There is no ${"x".repeat(100_000)}.`));
  expect(refusal.code).toBe("not_found");
  expect(refusal.message).toHaveLength(20_000);
});
