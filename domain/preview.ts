import { DomainError } from "./errors";

/**
 * The facts may move between the preview and the click. Then nothing is done, and the person looks again.
 * `expected` holds what the preview showed; each must still be the plan's. What it did not show is missing.
 */
export function requireExpected<Expected extends Record<string, number | string | boolean | null | undefined>>(
  plan: NoInfer<Expected>,
  expected: Expected,
): void {
  for (const [name, value] of Object.entries(expected)) {
    if (value !== undefined && plan[name] !== value) {
      throw new DomainError("preview_changed", "The numbers moved since this preview. Look again, then confirm.");
    }
  }
}
