import { formatCount } from "@/components/ui/format";
import { type Verb, verbNames } from "@/domain/activation-verbs";
import { namesInWords } from "@/domain/names";
import type { ActivationPlan, DeactivationPlan } from "@/domain/people";
import type { Kind } from "@/domain/seats";

/** "Deactivate Ann Lee in 3 organizations": what a button does, and the dialog it opens. */
export function activationTitle(verb: Verb, name: string, organizations: readonly string[]): string {
  const [only] = organizations;
  const scope = organizations.length === 1 ? only : formatCount(organizations.length, "organization", "organizations");
  return `${verbNames[verb]} ${name} in ${scope}`;
}

/** "Activate selected", "Deactivate everybody in acme": what a button does, and the dialog it opens. */
export function setTitle(verb: Verb, organization: string | undefined): string {
  return organization === undefined ? `${verbNames[verb]} selected` : `${verbNames[verb]} everybody in ${organization}`;
}

export function activationEffect({ outcome }: ActivationPlan, activeIn: readonly string[]): string {
  switch (outcome) {
    case "activated":
      return "Takes a seat.";
    case "already_seated":
      return `Costs no seat: already active in ${namesInWords(activeIn)}.`;
    default:
      return `Costs no seat: a ${outcome} takes none.`;
  }
}

export function deactivationEffect({ freesSeat }: DeactivationPlan, kind: Kind, stillIn: readonly string[]): string {
  if (freesSeat) return "Frees the seat: no login of theirs stays active in this account.";
  if (kind !== "seat") return `Frees no seat: a ${kind} takes none.`;
  return stillIn.length > 0
    ? `Keeps the seat: still active in ${namesInWords(stillIn)}.`
    : "Frees no seat: they hold none.";
}
