import { noProblems, refuseProblems } from "./problems";
import { type Activation, agreesOnActivation } from "./roster-memberships";
import { agrees, factsToAgreeOn, type SaidBy, type Source } from "./roster-owners";
import { placeOfRow, type RosterSet } from "./rosters";

/**
 * A row with an id and a row with a login may be about one stored owner, which the files alone do not show. `twins` has
 * the indexes of such owners in the set. Refuses contradictions between them, as if one row had connected them.
 */
export function refuseContradictingTwins(rosters: RosterSet, twins: number[][]): void {
  const { organizations, owners, memberships, sources } = rosters;
  const problems = noProblems();
  const twinOf = new Map<number, number>();
  for (const places of twins) {
    const said: SaidBy<Source> = {};
    for (const place of places) {
      twinOf.set(place, places[0]!);
      const owner = owners[place]!;
      factsToAgreeOn.forEach((fact, index) => {
        const number = sources.saidBy[place * factsToAgreeOn.length + index]!;
        agrees(said, fact, { ...owner, ...placeOfRow(sources, number) }, problems);
      });
    }
  }

  const deciding = new Map<string, Activation>();
  memberships.forEach(({ organization, owner, isActivated }, index) => {
    if (isActivated === null || !twinOf.has(owner)) return;
    const { login, serviceId } = owners[owner]!;
    const activation = {
      ...placeOfRow(sources, sources.decidedBy[index]!),
      ...{ organization: organizations[organization]!.login, login, serviceId, isActivated },
    };
    const membership = `${organization} ${twinOf.get(owner)}`;
    const first = deciding.get(membership);
    if (first) agreesOnActivation(first, activation, problems);
    else deciding.set(membership, activation);
  });
  refuseProblems(problems);
}
