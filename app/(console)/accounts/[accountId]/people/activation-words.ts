import { outcomesInWords, type StepNumbers, type StepOutcome } from "@/domain/activation";
import { type Verb, verbNames } from "@/domain/activation-verbs";
import { formatCount } from "@/domain/format";
import { namesInWords } from "@/domain/names";

/** "Deactivate Ann Lee in 3 organizations": what a button does, and the dialog it opens. */
export function activationTitle(verb: Verb, name: string, organizations: readonly string[]): string {
  const [only] = organizations;
  const scope = organizations.length === 1 ? only : formatCount(organizations.length, "organization", "organizations");
  return `${verbNames[verb]} ${name} in ${scope}`;
}

/** Everyone a list finds, in an organization or an account, with or without more filters. */
export type Everyone = { place: string; isFiltered: boolean };

/** "Activate selected", "Deactivate everyone in acme", "Activate everyone listed in Acme Inc". */
export function setTitle(verb: Verb, everyone?: Everyone): string {
  if (!everyone) return `${verbNames[verb]} selected`;
  return `${verbNames[verb]} everyone ${everyone.isFiltered ? "listed in" : "in"} ${everyone.place}`;
}

/** What a step does to one person, who is activated in these other organizations too. */
export function effectOnOne(
  verb: Verb,
  { people, memberships }: StepNumbers & { people: Partial<Record<StepOutcome, number>> },
  others: readonly string[],
): string {
  const sentences: Partial<Record<StepOutcome, string>> = {
    activated: "Takes a seat.",
    already_seated: `Costs no seat: already active in ${namesInWords(others)}.`,
    freed: "Frees the seat: no login of theirs stays active in this account.",
    still_seated: `Keeps the seat: still active in ${namesInWords(others)}.`,
    student: `${verb === "activate" ? "Costs" : "Frees"} no seat: a student takes none.`,
    bot: `${verb === "activate" ? "Costs" : "Frees"} no seat: a bot takes none.`,
  };
  const [outcome] = outcomesInWords(verb, people);
  const sentence = Object.entries(sentences).find(([name]) => name in people)?.[1] ?? `${outcome?.words}.`;
  return `${sentence} ${formatCount(memberships, "membership is", "memberships are")} ${verb}d.`;
}

export function effectOnSet(verb: Verb, { changed, memberships, leftOut }: StepNumbers): string {
  const people = formatCount(changed, "person is", "people are");
  const where = formatCount(memberships, "membership", "memberships");
  const done = `${people} ${verb}d, in ${where}.`;
  return leftOut > 0 ? `${done} ${formatCount(leftOut, "is", "are")} left out.` : done;
}
