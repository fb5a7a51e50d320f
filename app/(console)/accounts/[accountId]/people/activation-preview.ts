import type { Reader } from "@/db/client";
import { findActivationFacts } from "@/db/queries/activations";
import { findUser, listOrganizationsOfPeople } from "@/db/queries/people";
import type { Account } from "@/db/schema";
import type { Verb } from "@/domain/activation-verbs";
import { activationNumbers, planActivation, planDeactivation } from "@/domain/people";
import { activationEffect, activationTitle, deactivationEffect } from "./activation-words";

export type ActivationPreview = {
  title: string;
  effect: string;
  numbers: ReturnType<typeof activationNumbers>;
  /** Why the step cannot be done, whoever asks. */
  refusal: string | undefined;
};

/** What the step would do, by the functions that decide it; undefined when the person is no member in scope. */
export async function findActivationPreview(
  db: Reader,
  account: Account,
  verb: Verb,
  scope: { accountId: string; userId: number; organizationId?: number },
): Promise<ActivationPreview | undefined> {
  const facts = await findActivationFacts(db, scope);
  if (!facts) return undefined;
  const { name } = (await findUser(db, scope.userId))!;
  const organizations = (await listOrganizationsOfPeople(db, [scope.userId], account.id)).get(scope.userId) ?? [];
  const isInScope = ({ id }: { id: number }) => scope.organizationId === undefined || id === scope.organizationId;
  const activeOnes = organizations.filter(({ active }) => active > 0);
  const logins = (ones: typeof organizations) => ones.map(({ login }) => login);
  const title = activationTitle(verb, name, logins(organizations.filter(isInScope)));

  if (verb === "activate") {
    const plan = planActivation(account, facts);
    const refusal = plan.memberships === 0 ? "Already activated here." : plan.refusal?.message;
    return { title, effect: activationEffect(plan, logins(activeOnes)), numbers: activationNumbers(plan), refusal };
  }
  const plan = planDeactivation(facts);
  const stillIn = logins(activeOnes.filter((organization) => !isInScope(organization)));
  const refusal = plan.memberships === 0 ? "Activated nowhere here." : undefined;
  const effect = deactivationEffect(plan, facts.kind, stillIn);
  return { title, effect, numbers: activationNumbers(plan), refusal };
}
