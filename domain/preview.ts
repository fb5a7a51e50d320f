import { DomainError } from "./errors";

/**
 * The facts may change between the preview and the click. Then nothing is done, and the person looks again.
 * `expected` has the numbers that the preview showed. Each must equal the plan's; numbers not shown are missing.
 */
export function requireExpected<Expected extends Record<string, number | string | boolean | null | undefined>>(
  plan: NoInfer<Expected>,
  expected: Expected,
): void {
  for (const [name, value] of Object.entries(expected)) {
    if (value !== undefined && plan[name] !== value) {
      throw new DomainError(
        "preview_changed",
        "The numbers have changed since this preview. Check them again, then confirm.",
      );
    }
  }
}
