import type { Kind } from "@/domain/seats";
import { type SampleCompany, type SampleOrganization, type SampleProspect, sampleCompanies } from "./companies";
import { addEvidence, emailOf } from "./evidence";
import { botNames, firstNames, lastNames, longNames, shortName } from "./names";
import { createRandom } from "./random";
import type { SampleWorld } from "./sample-world";

/** Companies with their people, drawn by chance and yet the same every time. */
export function drawWorld(): SampleWorld {
  const random = createRandom(20_261_101);
  const world: SampleWorld = { organizations: [], people: [], logins: [], memberships: [] };
  const usedLogins = new Set<string>();
  const namesToGive = [...longNames];
  const withAdmin = new Set<number>();
  /** By company, the first login of each person who is activated there. */
  const activated = new Map<string, number[]>();

  function addOrganization(company: SampleCompany, organization: SampleOrganization | SampleProspect): number {
    const { login, plan } = organization;
    const importedDaysAgo = "importedDaysAgo" in organization ? organization.importedDaysAgo : undefined;
    const isAttached = company.organizations.some((own) => own.login === login) && !!company.account;
    const imported = importedDaysAgo === undefined ? company.importedDaysAgo : importedDaysAgo;
    return world.organizations.push({ login, company, isAttached, importedDaysAgo: imported, plan }) - 1;
  }

  function addPerson(company: SampleCompany, kind: Kind, name: string): number {
    const daysAgo = random.between(company.importedDaysAgo, company.knownDaysAgo);
    return world.people.push({ name, kind, daysAgo }) - 1;
  }

  function addLogin(person: number, { prefix, suffix }: { prefix: string; suffix: string }) {
    const { name, kind } = world.people[person]!;
    let login = `${prefix}${suffix}`;
    for (let count = 2; usedLogins.has(login); count++) login = `${prefix}${count}${suffix}`;
    usedLogins.add(login);

    const hasEmail = kind !== "bot" && random.isTrue(0.8);
    const untold = { verifiedEmail: null, samlNameId: null, formerLogins: [] };
    const isKnownByHost = random.isTrue(0.7);
    const email = hasEmail ? emailOf(login) : null;
    return world.logins.push({ person, login, name, email, ...untold, mark: kind, isKnownByHost }) - 1;
  }

  function addHuman(company: SampleCompany, kind: Kind): number {
    const name = namesToGive.shift() ?? `${random.pick(firstNames)} ${random.pick(lastNames)}`;
    const person = addPerson(company, kind, name);
    return addLogin(person, { prefix: shortName(name), suffix: `_${company.code}` });
  }

  /** Every other one is on the known list by its name, the others are what a roster says of them. */
  function addBot(company: SampleCompany, place: number): number {
    const job = botNames[place % botNames.length]!;
    const person = addPerson(company, "bot", `${company.code} ${job}`);
    const suffix = place % 2 === 0 ? "[bot]" : `_${company.code}`;
    return addLogin(person, { prefix: `${company.code}-${job}`, suffix });
  }

  function addSecondLogin(first: number, company: SampleCompany): number {
    const { person, login } = world.logins[first]!;
    return addLogin(person, { prefix: `${login.split("_")[0]}-adm`, suffix: `_${company.code}` });
  }

  function join(login: number, organization: number, isActivated: boolean): void {
    const { company, importedDaysAgo } = world.organizations[organization]!;
    const role = !withAdmin.has(organization) || random.isTrue(0.03) ? "admin" : "member";
    if (role === "admin") withAdmin.add(organization);
    const daysAgo = random.between(importedDaysAgo ?? 0, company.knownDaysAgo);
    world.memberships.push({ organization, login, role, isActivated, daysAgo });
  }

  /** One organization or several, activated in the first and nearly always in the others; or in none of them. */
  function joinSome(login: number, company: SampleCompany, open: OpenOrganization[], isActivated: boolean): void {
    const spread = company.spread.map((weight, place) => ({ weight, count: place + 1 }));
    const { count } = random.pickWeighted(spread);
    const left = [...open];
    for (let joined = 0; joined < count && left.length > 0; joined++) {
      const organization = random.pickWeighted(left);
      left.splice(left.indexOf(organization), 1);
      join(login, organization.place, isActivated && (joined === 0 || random.isTrue(0.9)));
    }
  }

  function addCompany(company: SampleCompany): void {
    const open = company.organizations
      .map((organization) => ({ place: addOrganization(company, organization), weight: organization.weight }))
      .filter(({ weight }) => weight > 0);
    const { seats, students, bots, notActivated } = company.people;
    const guests = guestsOf(company);
    const own = seats - guests.length;

    const seated = Array.from({ length: own }, () => addHuman(company, "seat"));
    const others = [
      ...Array.from({ length: students }, () => addHuman(company, "student")),
      ...Array.from({ length: bots }, (_, place) => addBot(company, place)),
    ];
    for (const login of [...seated, ...guests, ...others]) joinSome(login, company, open, true);
    for (let count = 0; count < notActivated; count++) joinSome(addHuman(company, "seat"), company, open, false);
    for (const login of random.sample(seated, company.secondLogins)) {
      join(addSecondLogin(login, company), random.pickWeighted(open).place, random.isTrue(0.7));
    }
    activated.set(company.code, [...seated, ...others]);
  }

  function guestsOf(company: SampleCompany): number[] {
    if (!company.guests) return [];
    const isSeat = (login: number) => world.logins[login]!.mark === "seat";
    const hosts = activated.get(company.guests.of)!.filter(isSeat);
    return random.sample(hosts, company.guests.count).map((login) => {
      const { person } = world.logins[login]!;
      return addLogin(person, { prefix: shortName(world.people[person]!.name), suffix: `_${company.code}` });
    });
  }

  function addProspect(company: SampleCompany, prospect: SampleProspect): void {
    const { members, newcomers } = prospect;
    const organization = addOrganization(company, prospect);
    const known = random.sample(activated.get(company.code)!, members - newcomers);
    const fresh = Array.from({ length: newcomers }, () => addHuman(company, "seat"));
    for (const member of [...known, ...fresh]) join(member, organization, true);
  }

  for (const company of sampleCompanies) {
    addCompany(company);
    for (const prospect of company.prospects ?? []) addProspect(company, prospect);
  }
  addEvidence(world);
  return world;
}

type OpenOrganization = { place: number; weight: number };
