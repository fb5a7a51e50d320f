import { loginKey } from "./logins";
import { addProblem, contradiction, type Place, type Problems } from "./problems";

/** An organization's own old plan, kept as a record; null means unknown. It has no effect in an account (S7). */
export type OrganizationPlan = {
  planSeats: number | null;
  stripeCustomer: string | null;
  stripeSubscription: string | null;
};

/** A row of a list of old plans. A blank changes nothing. */
export type OrganizationPlanRow = OrganizationPlan & Place & { organization: string };

const factWords = {
  planSeats: "number of old plan seats",
  stripeCustomer: "Stripe customer",
  stripeSubscription: "Stripe subscription",
};
type PlanFact = keyof OrganizationPlan;
const planFacts = Object.keys(factWords) as PlanFact[];

/** The first row with each fact about an organization. */
type Said = { organization: string } & { [fact in PlanFact]?: OrganizationPlanRow };

/** Merges rows about one organization that agree or fill each other's blanks, and reports contradictions. */
export function collapsePlans(
  rows: OrganizationPlanRow[],
  problems: Problems,
): ({ organization: string } & OrganizationPlan)[] {
  const plans = new Map<string, Said>();
  for (const row of rows) {
    const said: Said = plans.get(loginKey(row.organization)) ?? { organization: row.organization };
    plans.set(loginKey(row.organization), said);
    for (const fact of planFacts) agreeOn(fact, said, row, problems);
  }
  return [...plans.values()].map(({ organization, planSeats, stripeCustomer, stripeSubscription }) => ({
    organization,
    planSeats: planSeats?.planSeats ?? null,
    stripeCustomer: stripeCustomer?.stripeCustomer ?? null,
    stripeSubscription: stripeSubscription?.stripeSubscription ?? null,
  }));
}

function agreeOn(fact: PlanFact, said: Said, row: OrganizationPlanRow, problems: Problems): void {
  if (row[fact] === null) return;
  const first = said[fact];
  if (!first) said[fact] = row;
  else if (first[fact] !== row[fact]) {
    const what = `The ${factWords[fact]} of ${row.organization}`;
    addProblem(problems, contradiction(row, first, what, row[fact], first[fact]));
  }
}

export function isSamePlan(one: OrganizationPlan, other: OrganizationPlan): boolean {
  return planFacts.every((fact) => one[fact] === other[fact]);
}
