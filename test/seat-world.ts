import { randomUUID } from "node:crypto";
import { asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import fc from "fast-check";
import { db } from "@/db/client";
import { boolean, number, readRows, text } from "@/db/rows";
import { type Account, accounts } from "@/db/schema/accounts";
import type { Organization } from "@/db/schema/organizations";
import { type Owner, owners } from "@/db/schema/people";
import { overages } from "@/domain/seats";
import { addMembers, createAccount, createOrganization, createUser } from "./factories";
import { countsOf, type World } from "./models/seat-model";

/** Whose login each is: two of the six people have two. */
const personOfLogin = [0, 0, 1, 2, 3, 4, 4, 5];

export const account = fc.constantFrom(0, 1);
export const organization = fc.constantFrom(0, 1, 2, 3);
export const login = fc.constantFrom(...personOfLogin.keys());
export const blankOrWord = fc.option(fc.boolean());

export const start = fc.record({
  accounts: fc.array(
    fc.record({ planSeatCount: fc.nat(4), overage: fc.constantFrom(...overages), isAutoActivating: fc.boolean() }),
    { minLength: 2, maxLength: 2 },
  ),
  /** By login: no member, or one who is activated or not. */
  organizations: fc.array(
    fc.record({ account: fc.option(account), members: fc.tuple(...personOfLogin.map(() => blankOrWord)) }),
    { minLength: 4, maxLength: 4 },
  ),
});
type Start = typeof start extends fc.Arbitrary<infer Facts> ? Facts : never;

/** The world of the model in the database, where nobody else is in it. */
export class RealWorld {
  constructor(
    private readonly accounts: Account[],
    private readonly organizations: Organization[],
    private readonly owners: Owner[],
  ) {}

  accountId = (place: number) => this.accounts[place]!.id;
  organizationId = (place: number) => this.organizations[place]!.id;
  organizationLogin = (place: number) => this.organizations[place]!.login;
  ownerId = (login: number) => this.owners[login]!.id;
  serviceId = (login: number) => this.owners[login]!.serviceId!;

  async userIdOf(login: number): Promise<number> {
    const [owner] = await db
      .select()
      .from(owners)
      .where(eq(owners.id, this.ownerId(login)));
    return owner!.userId;
  }

  /** What is stored of it, as `expectedOf` tells it of the model. */
  async stored() {
    const ids = this.accounts.map(({ id }) => id);
    const rows = await db.select().from(accounts).where(inArray(accounts.id, ids)).orderBy(asc(accounts.id));
    const query = sql`
      select distinct on (account_id) account_id, used_seat_count as used, total_seat_count as total
      from seat_changes where account_id = any(${sql.param(ids)}::text[])
      order by account_id, at desc, id desc`;
    const last = await readRows(db, { accountId: text, used: number, total: number }, query);
    return {
      accounts: ids.map((id) => {
        const { usedSeatCount, studentCount, botCount, organizationCount, organizationSeatCount } = rows.find(
          (row) => row.id === id,
        )!;
        const { used, total } = last.find((row) => row.accountId === id)!;
        const counts = { usedSeatCount, studentCount, botCount, organizationCount, organizationSeatCount };
        return { ...counts, lastChange: { used, total } };
      }),
      members: await this.members(),
    };
  }

  private async members(): Promise<string[]> {
    const place = (of: SQL, ids: number[]) => sql`array_position(${sql.param(ids)}::bigint[], ${of}) - 1`;
    const organizationIds = this.organizations.map(({ id }) => id);
    const ownerIds = this.owners.map(({ id }) => id);
    const rows = await readRows(
      db,
      { organization: number, login: number, isActivated: boolean, isWaiting: boolean },
      sql`
        select ${place(sql`organization_id`, organizationIds)} as organization, ${place(sql`owner_id`, ownerIds)} as login,
          is_activated, waiting_since is not null as is_waiting
        from memberships where organization_id = any(${sql.param(organizationIds)}::bigint[])`,
    );
    return rows
      .map(({ organization, login, isActivated, isWaiting }) =>
        memberInWords(organization, login, isActivated, isWaiting),
      )
      .sort();
  }
}

const memberInWords = (organization: number, login: number, isActivated: boolean, isWaiting: boolean) =>
  `${login} in ${organization}${isActivated ? ", activated" : ""}${isWaiting ? ", waiting" : ""}`;

export function expectedOf(world: World): Awaited<ReturnType<RealWorld["stored"]>> {
  return {
    accounts: world.accounts.map(({ planSeatCount: total }, place) => {
      const counts = countsOf(world, place);
      return { ...counts, lastChange: { used: counts.usedSeatCount, total } };
    }),
    members: world.organizations
      .flatMap(({ members }, place) =>
        [...members].map(([login, { isActivated, isWaiting }]) => memberInWords(place, login, isActivated, isWaiting)),
      )
      .sort(),
  };
}

export async function createWorld(facts: Start): Promise<{ world: World; real: RealWorld }> {
  const created: Account[] = [];
  for (const { isAutoActivating, ...seatPlan } of facts.accounts) {
    const made = await createAccount(seatPlan);
    await db.update(accounts).set({ isAutoActivating }).where(eq(accounts.id, made.id));
    created.push(made);
  }
  const logins = await createLogins();
  const organizations: Organization[] = [];
  for (const { account, members } of facts.organizations) {
    const ownersWho = (isActivated: boolean) => logins.filter((_, login) => members[login] === isActivated);
    const organization = await createOrganization(ownersWho(true), { account: created[account ?? -1] });
    organizations.push(organization);
    await addMembers(organization, ownersWho(false), false);
  }

  const unsaid = () => ({ byStaff: null, byImport: null });
  const world: World = {
    clock: 2 * organizations.length,
    accounts: facts.accounts.map((account) => ({ ...account, state: "active" })),
    organizations: facts.organizations.map(({ account, members }, place) => ({
      account: account ?? undefined,
      members: new Map(
        members.flatMap((isActivated, login) => {
          // Of an organization those who are activated were written first.
          const joined = 2 * place + (isActivated ? 0 : 1);
          return isActivated === null ? [] : [[login, { isActivated, isWaiting: false, joined }] as const];
        }),
      ),
    })),
    logins: personOfLogin.map((person, login) => ({
      name: logins[login]!.login!,
      person,
      student: unsaid(),
      bot: unsaid(),
      cameWith: [],
    })),
  };
  return { world, real: new RealWorld(created, organizations, logins) };
}

/** One verified e-mail of them all: any two may turn out to be one. Each has an id, so that it may be renamed. */
async function createLogins(): Promise<Owner[]> {
  const unique = randomUUID().replaceAll("-", "").slice(0, 16);
  const verifiedEmail = `${unique}@fernhollow.example`;
  const made: Owner[] = [];
  for (const person of new Set(personOfLogin)) {
    const logins = personOfLogin.filter((owner) => owner === person).length;
    made.push(...(await createUser({ logins, verifiedEmail })).owners);
  }
  const named: Owner[] = [];
  for (const [place, { id }] of made.entries()) {
    const identity = { login: `p${place}-${unique}`, serviceId: `${unique}-${place}` };
    const [owner] = await db.update(owners).set(identity).where(eq(owners.id, id)).returning();
    named.push(owner!);
  }
  return named;
}
