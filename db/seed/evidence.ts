import type { JoinEvidence } from "@/domain/joins";
import { type SampleCompany, sampleCompanies } from "./companies";
import { shortName } from "./names";
import { createRandom } from "./random";
import type { SampleWorld } from "./sample-world";

/** What tells who belongs together, and who was taken for a person: drawn apart, so that no seat depends on it. */
export function addEvidence(world: SampleWorld): void {
  const random = createRandom(20_261_123);
  const usedLogins = new Set(world.logins.map(({ login }) => login));
  const organizationsOf = world.logins.map(() => new Set<number>());
  for (const { login, organization } of world.memberships) organizationsOf[login]!.add(organization);
  /** Ordinary logins, each the only login of a person with a seat. */
  const ordinary = new Map(sampleCompanies.map((company) => [company.code, listOrdinary(world, company)]));

  function take(company: SampleCompany, isWanted: (login: number) => boolean = () => true): number {
    const candidates = ordinary.get(company.code)!;
    const [login] = random.sample(candidates.filter(isWanted), 1);
    candidates.splice(candidates.indexOf(login!), 1);
    return login!;
  }

  function rename(place: number, company: SampleCompany, prefix: string): void {
    const login = world.logins[place]!;
    usedLogins.delete(login.login);
    login.login = `${prefix}_${company.code}`;
    for (let count = 2; usedLogins.has(login.login); count++) login.login = `${prefix}${count}_${company.code}`;
    usedLogins.add(login.login);
    if (login.email !== null) login.email = emailOf(login.login);
  }

  function addContacts(company: SampleCompany): void {
    for (const login of world.logins) {
      if (login.mark === "bot" || !login.login.endsWith(`_${company.code}`)) continue;
      if (login.email !== null && random.isTrue(0.85)) login.verifiedEmail = login.email;
      if (company.hasSaml)
        login.samlNameId = `${prefixOf(login.login).replace(/-adm$/, "")}@sso.${company.code}.example`;
    }
  }

  /** Two people of different organizations become one in life, and stay two here. */
  function addTwin(company: SampleCompany, evidence: JoinEvidence): void {
    const first = take(company);
    const isElsewhere = (login: number) =>
      ![...organizationsOf[login]!].some((place) => organizationsOf[first]!.has(place));
    const second = take(company, isElsewhere);
    const [one, other] = [world.logins[first]!, world.logins[second]!];
    const prefix = prefixOf(one.login);
    if (evidence === "former_login") {
      addFormerLogin(first, second, company);
      return;
    }
    rename(second, company, `${prefix}-${evidence === "saml_name_id" ? "ext" : "lab"}`);
    other.name = one.name;
    world.people[other.person]!.name = world.people[one.person]!.name;
    one.email ??= emailOf(one.login);
    one.verifiedEmail = one.email;
    other.verifiedEmail = evidence === "verified_email" ? one.verifiedEmail : null;
    other.samlNameId = evidence === "saml_name_id" ? one.samlNameId : null;
  }

  /** One is called anew; a roster of logins alone still had the old name, which made another person. */
  function addFormerLogin(renamed: number, stale: number, company: SampleCompany): void {
    const [one, other] = [world.logins[renamed]!, world.logins[stale]!];
    const former = one.login;
    rename(renamed, company, `${prefixOf(former)}-new`);
    one.isKnownByHost = true;
    one.formerLogins.push(former);
    Object.assign(other, { name: null, email: null, verifiedEmail: null, samlNameId: null, isKnownByHost: false });
    rename(stale, company, prefixOf(former));
    world.people[other.person]!.name = other.login;
  }

  function addBotWithEmail(company: SampleCompany): void {
    const runs = world.logins[take(company)]!;
    const isSaidBot = ({ mark, login }: (typeof world.logins)[number]) =>
      mark === "bot" && login.endsWith(`_${company.code}`);
    const bot = world.logins.find(isSaidBot)!;
    runs.email ??= emailOf(runs.login);
    runs.verifiedEmail = runs.email;
    bot.email = runs.email;
    bot.verifiedEmail = runs.email;
  }

  function addLikelyBot(company: SampleCompany, prefix: string): void {
    const place = take(company);
    const login = world.logins[place]!;
    rename(place, company, prefix);
    Object.assign(login, { name: null, email: null, verifiedEmail: null, samlNameId: null });
    world.people[login.person]!.name = login.login;
  }

  /** Some seats here turn out to be people of the other company; who they were taken for is nobody. */
  function share(company: SampleCompany, { with: code, count }: NonNullable<SampleCompany["shared"]>): void {
    const other = sampleCompanies.find((candidate) => candidate.code === code)!;
    for (let shared = 0; shared < count; shared++) {
      const [here, there] = [take(company), take(other)];
      const { person, name } = world.logins[there]!;
      Object.assign(world.logins[here]!, { person, name });
      rename(here, company, shortName(world.people[person]!.name));
      world.logins[here]!.verifiedEmail &&= world.logins[here]!.email;
    }
  }

  for (const company of sampleCompanies) addContacts(company);
  for (const company of sampleCompanies) {
    for (const evidence of company.twins ?? []) addTwin(company, evidence);
    if (company.hasBotWithEmail) addBotWithEmail(company);
    for (const prefix of company.likelyBots ?? []) addLikelyBot(company, prefix);
    if (company.shared) share(company, company.shared);
  }
  removePeopleWithoutLogin(world);
}

function listOrdinary({ logins, memberships }: SampleWorld, { code }: SampleCompany): number[] {
  const activated = new Set(memberships.flatMap(({ login, isActivated }) => (isActivated ? [login] : [])));
  const count = new Map<number, number>();
  for (const { person } of logins) count.set(person, (count.get(person) ?? 0) + 1);
  return logins.flatMap(({ person, login, mark }, place) => {
    const isOrdinary = mark === "seat" && count.get(person) === 1 && activated.has(place);
    return isOrdinary && login.endsWith(`_${code}`) ? [place] : [];
  });
}

function removePeopleWithoutLogin(world: SampleWorld): void {
  const kept = new Set(world.logins.map(({ person }) => person));
  const places = new Map([...kept].sort((one, other) => one - other).map((person, place) => [person, place]));
  world.people = world.people.filter((_, person) => kept.has(person));
  for (const login of world.logins) login.person = places.get(login.person)!;
}

function prefixOf(login: string): string {
  return login.replace(/_.*/, "");
}

/** `mlindqvist_nwind` writes from mlindqvist@nwind.example. */
export function emailOf(login: string): string {
  return login.replace(/_(.*)/, "@$1.example");
}
