import { activatePeople } from "@/changes/people/activate-people";
import { deactivatePeople } from "@/changes/people/deactivate-people";
import { scopeOf } from "@/changes/people/people-scope";
import type { Reader } from "@/db/executor";
import { listChanging, listLeftOut } from "@/db/queries/activations";
import { findUser, listOrganizationsOfPeople } from "@/db/queries/people";
import { outcomesInWords, type StepNumbers, seatsToGrant, type UsedAccount } from "@/domain/activation";
import { formatNumber } from "@/domain/format";
import type { PeopleScope } from "@/domain/input/activation";
import { seatTotals } from "@/domain/seats";
import { activationTitle, type Everyone, effectOnOne, effectOnSet, setTitle } from "./activation-words";
import type { PeopleStep } from "./people-address";

const namesShown = 50;

export type ActivationPreview = {
  title: string;
  effect: string;
  /** What the action takes, except the reason. */
  asked: PeopleScope & { mode: PeopleStep["mode"]; preview: string };
  numbers: StepNumbers & { total: number; over: number };
  /** Empty for a single person: the effect says it. */
  outcomes: { term: string; value: string }[];
  /** The first people of a set who change, and how many more there are. */
  changing?: { people: { userId: number; name: string }[]; more: number };
  /** The first people who are left out for want of a seat, and how many more there are. */
  leftOut: { names: string[]; more: number };
  /** Whether part of the set would fit, although all of it does not. */
  isTooLarge: boolean;
  refusal: string | undefined;
};

/** What a step would do, as the change itself weighs it. Undefined for a person who is no member here. */
export async function findActivationPreview(
  db: Reader,
  account: UsedAccount & { id: string },
  { verb, whom, mode }: PeopleStep,
  asked: PeopleScope,
  everyone: Everyone | undefined,
): Promise<ActivationPreview | undefined> {
  const { plan, preview } =
    verb === "activate" ? await activatePeople.weigh(db, { ...asked, mode }) : await deactivatePeople.weigh(db, asked);
  const scope = scopeOf(db, asked);
  const toGrant = verb === "activate" ? seatsToGrant(account, mode) : undefined;
  const { usedBefore, usedAfter, memberships, changed, leftOut, refusal } = plan;
  const { total, over } = seatTotals(account, usedAfter);
  const noSeats = "no_seats" in plan.people ? await listLeftOut(db, scope, toGrant, namesShown) : [];
  const common = {
    asked: { ...asked, mode, preview },
    numbers: { usedBefore, usedAfter, memberships, changed, leftOut, total, over },
    leftOut: { names: noSeats.map(({ name }) => name), more: leftOut - noSeats.length },
    isTooLarge: mode === "all" && refusal !== undefined && "missing" in refusal,
    refusal: refusal?.message,
  };
  if (whom !== "one") {
    const outcomes = outcomesInWords(verb, plan.people).map(({ words, count }) => ({
      term: words,
      value: formatNumber(count),
    }));
    const people = refusal ? [] : await listChanging(db, verb, scope, toGrant, namesShown);
    const changing = { people, more: changed - people.length };
    return { ...common, title: setTitle(verb, everyone), effect: effectOnSet(verb, plan), outcomes, changing };
  }
  const [userId] = asked.userIds ?? [];
  const person = userId === undefined || plan.people.not_a_member ? undefined : await findUser(db, userId);
  if (!person) return undefined;
  const theirs = (await listOrganizationsOfPeople(db, [person.id], account.id)).get(person.id) ?? [];
  const isInScope = ({ id }: { id: number }) => asked.organizationId === undefined || id === asked.organizationId;
  const logins = (ones: typeof theirs) => ones.map(({ login }) => login);
  const others = theirs.filter((one) => one.active > 0 && (verb === "activate" || !isInScope(one)));
  return {
    ...common,
    title: activationTitle(verb, person.name, logins(theirs.filter(isInScope))),
    effect: effectOnOne(verb, plan, logins(others)),
    outcomes: [],
    isTooLarge: false,
  };
}
