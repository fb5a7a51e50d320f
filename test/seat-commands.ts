import fc from "fast-check";
import { expect } from "vitest";
import { reopenAccount, setAccountActive, setAccountInactive } from "@/changes/accounts/change-account-state";
import { changeSeatPlan } from "@/changes/accounts/change-seat-plan";
import { closeAccount } from "@/changes/accounts/close-account";
import { importRosters } from "@/changes/imports/import-rosters";
import { attachOrganizations } from "@/changes/organizations/attach-organizations";
import { detachOrganizations } from "@/changes/organizations/detach-organizations";
import { moveOrganization } from "@/changes/organizations/move-organization";
import { activatePeople } from "@/changes/people/activate-people";
import { deactivatePeople } from "@/changes/people/deactivate-people";
import { joinPeople } from "@/changes/people/join-people";
import { markLogin } from "@/changes/people/mark-login";
import { splitPerson } from "@/changes/people/split-person";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { type GrantMode, grantModes } from "@/domain/activation";
import { DomainError } from "@/domain/errors";
import { activates } from "@/domain/imports";
import { staffWordOf } from "@/domain/marks";
import type { Plan } from "@/domain/preview";
import { unsaid } from "@/domain/roster-rows";
import { collapseRosters } from "@/domain/rosters";
import { overages } from "@/domain/seats";
import { action } from "@/server/action";
import type { PreviewedChange } from "@/server/change";
import { confirm, see } from "./confirm";
import * as model from "./models/seat-model";
import * as grants from "./models/seat-model-grants";
import { account, blankOrWord, expectedOf, login, organization, type RealWorld } from "./seat-world";

const reason = "A random history";

type Answer = { ok: true } | { ok: false; error: { code: string; message: string } };

/** `plan` gives the model's outcome of a step, with the numbers a preview would show; undefined if it is not a step. */
type Step<Facts, Planned extends model.Outcome> = {
  facts: fc.Arbitrary<Facts>;
  plan: (world: model.World, facts: Facts) => Planned | undefined;
  run: (real: RealWorld, facts: Facts, planned: Planned, world: model.World) => Promise<Answer>;
};
type Model = { world: model.World };
type Command = fc.AsyncCommand<Model, RealWorld>;
type CommandsOf = (name: string, seen: Set<string>) => fc.Arbitrary<Command>;

function step<Facts, Planned extends model.Outcome>({ facts, plan, run }: Step<Facts, Planned>): CommandsOf {
  return (name, seen) =>
    facts.map((facts) => ({
      check: ({ world }) => plan(world, facts) !== undefined,
      async run(current, real) {
        const { world } = current;
        // `check` was asked just before.
        const planned = plan(world, facts)!;
        const answer = await run(real, facts, planned, world);
        const [code, message] = answer.ok ? ["done"] : [answer.error.code, answer.error.message];
        expect(code, message).toBe(planned.refusal ?? "done");
        if (!planned.refusal) current.world = planned.after;
        seen.add(planned.refusal ? `${name} refused` : name);
        expect(await real.stored()).toEqual(expectedOf(current.world));
        expect(await listSeatDrift(db)).toEqual([]);
      },
      toString: () => `${name} ${JSON.stringify(facts)}`,
    }));
}

/** Somebody looks, sees the numbers of the model, and confirms them. */
async function confirmAsPlanned<Asked, Input, Shows extends Plan, Data>(
  change: PreviewedChange<Asked, Input, Shows, Data>,
  asked: Asked,
  planned: object,
): Promise<Answer> {
  return answerOf(async () => {
    const { plan, preview } = await see(change, asked);
    expect(plan).toMatchObject(planned);
    const result = await confirm(change, asked, { preview });
    if (!result.ok) throw new Refused(result.error);
  });
}

const steps: Record<string, CommandsOf> = {
  attach: step({
    facts: fc.record({ account, organizations: fc.uniqueArray(organization, { minLength: 1 }) }),
    plan(world, { account, organizations }) {
      const free = organizations.filter((place) => world.organizations[place]!.account === undefined);
      return free.length === 0 ? undefined : { ...model.attach(world, account, free), free };
    },
    run: (real, { account }, { free, expected }, world) =>
      confirmAsPlanned(
        attachOrganizations,
        {
          accountId: real.accountId(account),
          organizationIds: free.map(real.organizationId),
          planSeatCount: world.accounts[account]!.planSeatCount,
        },
        expected,
      ),
  }),

  detach: step({
    facts: fc.record({ organization }),
    plan(world, { organization }) {
      const { account } = world.organizations[organization]!;
      return account === undefined ? undefined : { ...model.detach(world, account, organization), account };
    },
    run: (real, { organization }, { account, expected }) =>
      confirmAsPlanned(
        detachOrganizations,
        { accountId: real.accountId(account), organizationIds: [real.organizationId(organization)] },
        expected,
      ),
  }),

  move: step({
    facts: fc.record({ organization, account }),
    plan(world, { organization, account: to }) {
      const { account: from } = world.organizations[organization]!;
      if (from === undefined || from === to) return undefined;
      const { expected: leaving } = model.detach(world, from, organization);
      const expectedFrom = { ...leaving, total: world.accounts[from]!.planSeatCount };
      const { expected: expectedTo, ...outcome } = model.attach(world, to, [organization]);
      return { ...outcome, from, expectedFrom, expectedTo };
    },
    run: (real, { organization, account }, { from, expectedFrom, expectedTo }) =>
      confirmAsPlanned(
        moveOrganization,
        {
          accountId: real.accountId(from),
          organizationId: real.organizationId(organization),
          toAccountId: real.accountId(account),
        },
        { from: expectedFrom, to: expectedTo },
      ),
  }),

  setActivation: step({
    facts: fc.record({ login, account, organization: fc.option(organization), isActivated: fc.boolean() }),
    plan(world, { login, account, organization, isActivated }) {
      const scope = { account, people: [world.logins[login]!.person], organization: organization ?? undefined };
      return isActivated ? grants.activate(world, scope, "all") : grants.deactivate(world, scope);
    },
    async run(real, { login, account, organization, isActivated }, planned) {
      const scope = {
        accountId: real.accountId(account),
        userIds: [await real.userIdOf(login)],
        organizationId: organization === null ? undefined : real.organizationId(organization),
      };
      return setActivation(isActivated, scope, "all", planned);
    },
  }),

  setActivationOfPeople: step({
    facts: fc
      .record({
        logins: fc.option(fc.uniqueArray(login, { minLength: 1, maxLength: 4 })),
        account,
        organization: fc.option(organization),
        isActivated: fc.boolean(),
        mode: fc.constantFrom(...grantModes),
      })
      .filter(({ logins, organization }) => logins !== null || organization !== null),
    plan(world, { logins, account, organization, isActivated, mode }) {
      const people = logins?.map((login) => world.logins[login]!.person);
      const scope = { account, people, organization: organization ?? undefined };
      return isActivated ? grants.activate(world, scope, mode) : grants.deactivate(world, scope);
    },
    async run(real, { logins, account, organization, isActivated, mode }, planned) {
      const scope = {
        accountId: real.accountId(account),
        userIds: logins === null ? undefined : await Promise.all(logins.map((login) => real.userIdOf(login))),
        organizationId: organization === null ? undefined : real.organizationId(organization),
      };
      return setActivation(isActivated, scope, mode, planned);
    },
  }),

  importRosters: step({
    facts: fc.record({
      organizations: fc.uniqueArray(organization, { minLength: 1, maxLength: 2 }),
      lines: fc.uniqueArray(
        fc.record({
          login,
          cells: fc.array(fc.record({ isIn: fc.boolean(), isActivated: blankOrWord }), { minLength: 2, maxLength: 2 }),
          isStudent: blankOrWord,
          isBot: blankOrWord,
          rename: fc.option(fc.constantFrom("", "[bot]"), { freq: 5 }),
        }),
        { selector: (line) => line.login },
      ),
      activate: fc.constantFrom(...activates),
    }),
    plan(world, { organizations, lines, activate }) {
      const said = lines
        .filter(({ cells }) => organizations.some((_, place) => cells[place]!.isIn))
        .map(({ rename, ...line }) => {
          const [base] = world.logins[line.login]!.name.split(/-(?=[^-]*$)|\[/);
          return { ...line, renamed: rename === null ? undefined : `${base}-${world.clock}${rename}` };
        });
      const rosters = { organizations, lines: said, activate };
      return { ...grants.importRosters(world, rosters), rosters };
    },
    run: (real, _facts, { rosters }, world) => answerOf(() => importInto(real, world, rosters)),
  }),

  mark: step({
    facts: fc.record({ login, student: blankOrWord, bot: blankOrWord }),
    plan: (world, { login, ...words }) => model.mark(world, login, words),
    run: (real, { login, student, bot }, { before, kindBefore, kindAfter, effects }) =>
      confirmAsPlanned(
        markLogin,
        { ownerId: real.ownerId(login), student: staffWordOf(student), bot: staffWordOf(bot) },
        {
          studentBefore: staffWordOf(before.student),
          botBefore: staffWordOf(before.bot),
          kindBefore,
          kindAfter,
          accounts: expect.arrayContaining(
            shownEffects(real, effects).map((effect) => expect.objectContaining(effect)),
          ),
        },
      ),
  }),

  join: step({
    facts: fc.record({ login, other: login }),
    plan(world, { login, other }) {
      const [staying, going] = [world.logins[login]!.person, world.logins[other]!.person];
      return staying === going ? undefined : model.join(world, staying, going);
    },
    run: async (real, { login, other }, planned) =>
      confirmAsPlanned(
        joinPeople,
        { stayingId: await real.userIdOf(login), goingId: await real.userIdOf(other) },
        numbersOf(real, planned),
      ),
  }),

  split: step({
    facts: fc.record({ login }),
    plan: (world, { login }) => model.split(world, login),
    run: async (real, { login }, planned) =>
      confirmAsPlanned(
        splitPerson,
        { userId: await real.userIdOf(login), ownerId: real.ownerId(login) },
        numbersOf(real, planned),
      ),
  }),

  changeSeats: step({
    facts: fc.record({
      account,
      planSeatCount: fc.nat(6),
      overage: fc.constantFrom(...overages),
      isAutoActivating: fc.boolean(),
    }),
    plan: (world, { account, ...terms }) => grants.changeSeats(world, account, terms),
    run(real, { account, ...changed }, { used, waiting }) {
      const asked = { plan: "users-enterprisem", freeSeatCount: 0, unitPriceCents: null, ...changed };
      return confirmAsPlanned(
        changeSeatPlan,
        { accountId: real.accountId(account), ...asked },
        { before: { used }, waiting: { activated: waiting.activated, leftOut: waiting.leftOut } },
      );
    },
  }),

  setState: step({
    facts: fc.record({ account, state: fc.constantFrom("active" as const, "inactive" as const, "closed" as const) }),
    plan(world, { account, state }) {
      const { state: current } = world.accounts[account]!;
      if (current === state || (current === "closed" && state === "inactive")) return undefined;
      if (state === "closed") return model.close(world, account);
      const after = structuredClone(world);
      after.accounts[account]!.state = state;
      return { after, refusal: undefined, expected: undefined };
    },
    run(real, { account, state }, { expected }, world) {
      const accountId = real.accountId(account);
      if (expected) return confirmAsPlanned(closeAccount, { accountId }, expected);
      if (state === "inactive") return action(setAccountInactive)({ accountId, reason });
      const change = world.accounts[account]!.state === "closed" ? reopenAccount : setAccountActive;
      return action(change)({ accountId, reason });
    },
  }),
};

type Scope = { accountId: string; userIds: number[] | undefined; organizationId: number | undefined };
type Planned = model.Outcome & { numbers: object };

/** Of a step that is refused the model says no more than that. */
function setActivation(isActivated: boolean, scope: Scope, mode: GrantMode, { refusal, numbers }: Planned) {
  const planned = refusal ? {} : numbers;
  return isActivated
    ? confirmAsPlanned(activatePeople, { ...scope, mode }, planned)
    : confirmAsPlanned(deactivatePeople, scope, planned);
}

export const kindsOfSteps = Object.keys(steps);

/** Random histories; `seen` gathers the kinds of steps that were done or refused. */
export function histories(seen: Set<string>): fc.Arbitrary<Iterable<Command>> {
  return fc.commands(
    Object.entries(steps).map(([name, commandsOf]) => commandsOf(name, seen)),
    { maxCommands: 30, size: "+1" },
  );
}

function importInto(real: RealWorld, world: model.World, { organizations, lines, activate }: grants.Rosters) {
  const rosters = organizations.map((organization, place) => {
    const source = `${place}.csv`;
    const rows = lines
      .filter(({ cells }) => cells[place]!.isIn)
      .map(({ login, cells, isStudent, isBot, renamed }, index) => ({
        source,
        line: index + 2,
        organization: real.organizationLogin(organization),
        login: renamed ?? world.logins[login]!.name,
        role: "member" as const,
        ...unsaid,
        serviceId: renamed === undefined ? null : real.serviceId(login),
        isActivated: cells[place]!.isActivated,
        isStudent,
        isBot,
      }));
    const named = [{ login: real.organizationLogin(organization), line: 2 }];
    return { source, organizations: named, rows, plans: [], skippedRows: [] };
  });
  const options = { activate, allowShrink: true, reason } as const;
  return importRosters({ kind: "cli", user: "tester" }, { rosters: collapseRosters("github", rosters), ...options });
}

class Refused extends Error {
  constructor(readonly refusal: Extract<Answer, { ok: false }>["error"]) {
    super(refusal.message);
  }
}

async function answerOf(run: () => Promise<unknown>): Promise<Answer> {
  try {
    await run();
    return { ok: true };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, error: error.refusal };
    if (!(error instanceof DomainError)) throw error;
    return { ok: false, error };
  }
}

const shownEffects = (real: RealWorld, effects: model.Effects) =>
  effects.map(({ account, ...counts }) => ({ id: real.accountId(account), ...counts }));

/** As a preview shows them: the owners of each person, those of the older owner first, and every account. */
function numbersOf(real: RealWorld, { groups, effects }: { groups: number[][]; effects: model.Effects }) {
  const ids = groups.map((logins) => logins.map(real.ownerId).sort((a, b) => a - b));
  const sorted = ids.sort(([a = 0], [b = 0]) => a - b);
  return {
    logins: sorted.map((group) => group.join("+")).join(" "),
    accountCount: effects.length,
    effects: expect.arrayContaining(shownEffects(real, effects).map((effect) => expect.objectContaining(effect))),
  };
}
