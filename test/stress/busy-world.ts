import { eq, inArray, sql } from "drizzle-orm";
import { reopenAccount, setAccountActive, setAccountInactive } from "@/changes/accounts/change-account-state";
import { closeAccount } from "@/changes/accounts/close-account";
import { importRosters } from "@/changes/imports/import-rosters";
import { db } from "@/db/client";
import { beingChanged } from "@/db/errors";
import { findOrganization } from "@/db/queries/organizations";
import { number, readRows, text } from "@/db/rows";
import { type Account, accounts } from "@/db/schema/accounts";
import type { Organization } from "@/db/schema/organizations";
import { type Owner, owners } from "@/db/schema/people";
import { confirmationOf } from "@/domain/confirmation";
import { DomainError } from "@/domain/errors";
import { staffWords } from "@/domain/marks";
import type { Result } from "@/domain/result";
import { overages } from "@/domain/seats";
import { action } from "@/server/action";
import { readRosters } from "@/server/rosters/read-rosters";
import { confirm } from "../confirm";
import { createAccount, createOrganization, createUser, reloadAccount } from "../factories";
import {
  activate,
  activateAll,
  attach,
  changeSeats,
  deactivate,
  deactivateAll,
  detach,
  join,
  mark,
  move,
  split,
} from "../seat-steps";

/** What an import of facts alone is called in the log: it may leave an account over, a grant never. */
export const factsReason = "Facts";

/** What lost every race until nobody would wait longer. */
export const gaveUp = "gave up";

const anyOf = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
const some = <T>(list: readonly T[], most: number): T[] => [
  ...new Set(Array.from({ length: 1 + Math.floor(Math.random() * most) }, () => anyOf(list))),
];
const isLikely = (chance: number) => Math.random() < chance;

/** A few accounts in which everything happens at once. The last one changes its terms and its state, the others never go beyond. */
export class BusyWorld {
  private constructor(
    readonly accounts: Account[],
    private readonly organizations: Organization[],
    private readonly logins: Owner[],
    /** Logins of which the same e-mail was verified. */
    private readonly lookalikes: Owner[][],
  ) {}

  static async create(): Promise<BusyWorld> {
    const made = [
      await createAccount({ planSeatCount: 7 }),
      await createAccount({ planSeatCount: 4 }),
      await createAccount({ planSeatCount: 5, overage: "allow" }),
    ];
    await db.update(accounts).set({ isAutoActivating: true }).where(eq(accounts.id, made[1]!.id));
    const logins: Owner[] = [];
    const lookalikes: Owner[][] = [];
    for (let person = 0; person < 24; person++) {
      // Of four people each the logins may turn out to be one person's.
      const verifiedEmail = `${made[0]!.id}-${Math.floor(person / 4)}@fernhollow.example`;
      const { owners } = await createUser({
        verifiedEmail,
        logins: person % 6 === 0 ? 2 : 1,
        isStudent: person % 8 === 1,
      });
      logins.push(...owners);
      lookalikes[Math.floor(person / 4)] = [...(lookalikes[Math.floor(person / 4)] ?? []), ...owners];
    }
    const organizations: Organization[] = [];
    for (let place = 0; place < 8; place++) {
      const members = logins.filter((_, login) => login % 4 !== place % 4);
      organizations.push(await createOrganization(members, { isActivated: false, account: made[place] }));
    }
    return new BusyWorld(made, organizations, logins, lookalikes);
  }

  /** As a person would: who sees other numbers than before looks again. */
  async doAnyStep(): Promise<string> {
    const [name, step] = anyOf(this.steps);
    for (let looks = 3; ; looks--) {
      const result = await step();
      if (result === undefined) return `${name}: nothing to do`;
      if (result.ok) return name;
      if (result.error.message === beingChanged) return gaveUp;
      if (result.error.code !== "preview_changed" || looks === 0) return `${name}: ${result.error.code}`;
    }
  }

  /** Named as often as it is done. */
  private readonly steps: [string, () => Promise<Result<unknown> | undefined>][] = Object.entries({
    activate: [6, () => this.withAMember(activate)],
    deactivate: [4, () => this.withAMember(deactivate)],
    activateSelection: [
      3,
      async () => activateAll(anyOf(this.accounts), { userIds: await this.anyPeople() }, anyOf(["all", "fit"])),
    ],
    deactivateSelection: [2, async () => deactivateAll(anyOf(this.accounts), { userIds: await this.anyPeople() })],
    activateOrganization: [
      1,
      async () => this.inAnAccount((account, { id }) => activateAll(account, { organizationId: id }, "fit")),
    ],
    deactivateOrganization: [
      1,
      async () => this.inAnAccount((account, { id }) => deactivateAll(account, { organizationId: id })),
    ],
    place: [5, () => this.placeOrganization()],
    grantByImport: [2, () => this.importRoster("Grant")],
    importFacts: [2, () => this.importRoster(factsReason)],
    mark: [2, async () => mark(anyOf(this.logins).id, { student: anyOf(staffWords), bot: anyOf(staffWords) })],
    join: [2, () => this.joinAny()],
    split: [2, async () => this.splitAny()],
    changeSeats: [2, () => this.changeSeats()],
    changeState: [1, () => this.changeState()],
  } satisfies Record<string, [number, () => Promise<Result<unknown> | undefined>]>).flatMap(([name, [often, step]]) =>
    Array.from({ length: often }, (): [string, () => Promise<Result<unknown> | undefined>] => [name, step]),
  );

  /** Whose a login is at this moment; another step may be quicker. */
  private async personOf({ id }: Owner): Promise<{ id: number }> {
    const [owner] = await db.select().from(owners).where(eq(owners.id, id));
    return { id: owner!.userId };
  }

  private async anyPeople(): Promise<number[]> {
    const people = await Promise.all(Array.from({ length: 6 }, () => this.personOf(anyOf(this.logins))));
    return [...new Set(people.map(({ id }) => id))];
  }

  private async withAMember(step: (account: Account, person: { id: number }) => Promise<Result<unknown>>) {
    const query = sql`
      select org.account_id, o.user_id
      from organizations org
      join memberships m on m.organization_id = org.id
      join owners o on o.id = m.owner_id
      where org.account_id is not null
      order by random() limit 1`;
    const [member] = await readRows(db, { accountId: text, userId: number }, query);
    const account = this.accounts.find(({ id }) => id === member?.accountId);
    return account && step(account, { id: member!.userId });
  }

  private async joinAny() {
    const place = Math.floor(Math.random() * this.logins.length);
    const those = this.lookalikes.find((logins) => logins.includes(this.logins[place]!))!;
    return join(await this.personOf(anyOf(those)), await this.personOf(anyOf(those)));
  }

  private async splitAny() {
    const ids = this.logins.map(({ id }) => id);
    const query = sql`
      select o.id, o.user_id from owners o
      where o.id = any(${sql.param(ids)}::bigint[])
        and exists (select from owners other where other.user_id = o.user_id and other.id <> o.id)
      order by random() limit 1`;
    const [several] = await readRows(db, { id: number, userId: number }, query);
    return several && split(several.userId, several.id);
  }

  private async inAnAccount(step: (account: Account, organization: { id: number }) => Promise<Result<unknown>>) {
    const organization = (await findOrganization(db, anyOf(this.organizations).id))!;
    const account = this.accounts.find(({ id }) => id === organization.accountId);
    return account && step(account, organization);
  }

  private async placeOrganization() {
    const organization = (await findOrganization(db, anyOf(this.organizations).id))!;
    const here = this.accounts.find(({ id }) => id === organization.accountId);
    if (!here) return attach(anyOf(this.accounts), organization);
    if (isLikely(0.3)) return detach(here, organization);
    const others = this.accounts.filter((account) => account !== here);
    return move(here, anyOf(others), organization);
  }

  /** A complete roster, which either brings facts alone or activates everyone in it. */
  private async importRoster(reason: string): Promise<Result<unknown>> {
    const { login: organization } = anyOf(this.organizations);
    const current = await db
      .select()
      .from(owners)
      .where(
        inArray(
          owners.id,
          some(this.logins, 30).map(({ id }) => id),
        ),
      );
    const isFacts = reason === factsReason;
    const cells = () =>
      isFacts ? `${anyOf(["", "false"])},${anyOf(["", "true", "false"])},${anyOf(["", "false"])}` : ",,";
    const lines = current.map(({ login }) => `${organization},${login},${cells()}`);
    const content = Buffer.from(["organization,login,activated,student,bot", ...lines].join("\n"));
    const rosters = await readRosters([{ path: "roster.csv", content }]);
    const options = { activate: isFacts ? "none" : "all", allowShrink: true, reason } as const;
    const actor = { kind: "cli", user: "tester" } as const;
    const run = () => importRosters(actor, { rosters, ...options });
    return run().then(
      (data) => ({ ok: true, data, changeId: null, confirmation: confirmationOf("", []) }),
      (error: unknown) => {
        if (error instanceof DomainError) return { ok: false, error };
        throw error;
      },
    );
  }

  private changeSeats() {
    const [blocked, auto, changing] = this.accounts;
    if (isLikely(0.5)) return changeSeats(changing!, { planSeatCount: anyOf([3, 5, 8]), overage: anyOf(overages) });
    if (isLikely(0.5)) return changeSeats(auto!, { isAutoActivating: isLikely(0.7), planSeatCount: anyOf([3, 4, 5]) });
    return changeSeats(blocked!, { planSeatCount: anyOf([5, 7, 9]) });
  }

  private async changeState(): Promise<Result<unknown>> {
    const account = await reloadAccount(this.accounts[2]!);
    const accountId = account.id;
    const reason = "Contract 12";
    if (account.closedAt) return action(reopenAccount)({ accountId, reason });
    if (!account.isActive) return action(setAccountActive)({ accountId, reason });
    if (isLikely(0.8)) return action(setAccountInactive)({ accountId, reason });
    return confirm(closeAccount, { accountId }, { reason });
  }
}
