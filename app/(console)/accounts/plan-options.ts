import type { Option } from "@/components/ui/field";

/** By the title people know; the name is what Codecov's tables and invoices say. */
export function planOptions(plans: { name: string; title: string }[]): Option[] {
  return plans.map(({ name, title }) => ({ value: name, label: `${title} (${name})` }));
}
