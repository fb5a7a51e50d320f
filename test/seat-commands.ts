import fc from "fast-check";
import { expect } from "vitest";
import {
  closeAccount,
  reopenAccount,
  setAccountActive,
  setAccountInactive,
} from "@/app/(console)/accounts/[accountId]/actions";
import {
  attachOrganizations,
  detachOrganization,
  moveOrganization,
} from "@/app/(console)/accounts/[accountId]/organizations/actions";
import {
  activatePeople,
  activatePerson,
  deactivatePeople,
  deactivatePerson,
} from "@/app/(console)/accounts/[accountId]/people/actions";
import { changeSeatPlan } from "@/app/(console)/accounts/[accountId]/seats/actions";
import { markLogin } from "@/app/(console)/people/[userId]/marks/actions";
import { splitPerson } from "@/app/(console)/people/[userId]/split/actions";
import { joinPeople } from "@/app/(console)/people/suggestions/actions";
import { auditedTransaction } from "@/db/audited-transaction";
import { db } from "@/db/client";
import { listSeatDrift } from "@/db/queries/seat-drift";
import { grantModes } from "@/domain/activation";
import { DomainError } from "@/domain/errors";
import { activates } from "@/domain/imports";
import { staffWordOf } from "@/domain/marks";
import { collapseRosters, unsaid } from "@/domain/rosters";
import { overages } from "@/domain/seats";
import { importRosters } from "@/server/rosters/import-rosters";
import * as model from "./seat-model";
import * as grants from "./seat-model-grants";
import { activationPreview, deactivationPreview } from "./seat-steps";
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

const steps: Record<string, CommandsOf> = {
  attach: step({
    facts: fc.record({ account, organizations: fc.uniqueArray(organization, { minLength: 1 }) }),
    plan(world, { account, organizations }) {
      const free = organizations.filter((place) => world.organizations[place]!.account === undefined);
      return free.length === 0 ? undefined : { ...model.attach(world, account, free), free };
    },
    run: (real, { account }, { free, expected }, world) =>
      attachOrganizations({
        accountId: real.accountId(account),
        organizationIds: free.map(real.organizationId),
        planSeatCount: world.accounts[account]!.planSeatCount,
        expected,
        reason,
      }),
  }),

  detach: step({
    facts: fc.record({ organization }),
    plan(world, { organization }) {
      const { account } = world.organizations[organization]!;
      return account === undefined ? undefined : { ...model.detach(world, account, organization), account };
    },
    run: (real, { organization }, { account, expected }) =>
      detachOrganization({
        accountId: real.accountId(account),
        organizationId: real.organizationId(organization),
        expected,
        reason,
      }),
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
      moveOrganization({
        accountId: real.accountId(from),
        organizationId: real.organizationId(organization),
        toAccountId: real.accountId(account),
        expectedFrom,
        expectedTo,
        reason,
      }),
  }),

  setActivation: step({
    facts: fc.record({ login, account, organization: fc.option(organization), isActivated: fc.boolean() }),
    plan(world, { login, account, organization, isActivated }) {
      const scope = { account, people: [world.logins[login]!.person], organization: organization ?? undefined };
      return isActivated ? grants.activate(world, scope, "all") : grants.deactivate(world, scope);
    },
    async run(real, { login, account, organization, isActivated }, { numbers }) {
      const { usedBefore, usedAfter, memberships } = numbers;
      const run = isActivated ? activatePerson : deactivatePerson;
      return run({
        accountId: real.accountId(account),
        userId: await real.userIdOf(login),
        organizationId: organization === null ? undefined : real.organizationId(organization),
        expected: { usedBefore, usedAfter, memberships },
        reason,
      });
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
    async run(real, { logins, account, organization, isActivated, mode }, { numbers }) {
      const run = isActivated ? activatePeople : deactivatePeople;
      const scope = {
        accountId: real.accountId(account),
        userIds: logins === null ? undefined : await Promise.all(logins.map((login) => real.userIdOf(login))),
        organizationId: organization === null ? undefined : real.organizationId(organization),
      };
      const { set } = await (isActivated ? activationPreview(scope, mode) : deactivationPreview(scope));
      return run({ ...scope, mode, expected: { ...numbers, set }, reason });
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
      markLogin({
        ownerId: real.ownerId(login),
        student: staffWordOf(student),
        bot: staffWordOf(bot),
        expected: {
          studentBefore: staffWordOf(before.student),
          botBefore: staffWordOf(before.bot),
          kindBefore,
          kindAfter,
          accounts: effects.map(({ account, ...counts }) => ({ id: real.accountId(account), ...counts })),
        },
        reason,
      }),
  }),

  join: step({
    facts: fc.record({ login, other: login }),
    plan(world, { login, other }) {
      const [staying, going] = [world.logins[login]!.person, world.logins[other]!.person];
      return staying === going ? undefined : model.join(world, staying, going);
    },
    run: async (real, { login, other }, planned) =>
      joinPeople({
        stayingId: await real.userIdOf(login),
        goingId: await real.userIdOf(other),
        expected: numbersOf(real, planned),
        reason,
      }),
  }),

  split: step({
    facts: fc.record({ login }),
    plan: (world, { login }) => model.split(world, login),
    run: async (real, { login }, planned) =>
      splitPerson({
        userId: await real.userIdOf(login),
        ownerId: real.ownerId(login),
        expected: numbersOf(real, planned),
        reason,
      }),
  }),

  changeSeats: step({
    facts: fc.record({
      account,
      planSeatCount: fc.nat(6),
      overage: fc.constantFrom(...overages),
      isAutoActivating: fc.boolean(),
    }),
    plan: (world, { account, ...terms }) => grants.changeSeats(world, account, terms),
    run(real, { account, ...changed }, { used, waiting }, world) {
      const fixed = { plan: "users-enterprisem", freeSeatCount: 0 };
      const { state: _, ...current } = world.accounts[account]!;
      return changeSeatPlan({
        accountId: real.accountId(account),
        ...fixed,
        ...changed,
        unitPriceCents: "",
        expected: {
          ...fixed,
          ...current,
          used,
          unitPriceCents: null,
          priceBefore: null,
          priceAfter: null,
          waitingActivated: waiting.activated,
          waitingLeftOut: waiting.leftOut,
        },
        reason,
      });
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
      if (expected) return closeAccount({ accountId, expected, reason });
      if (state === "inactive") return setAccountInactive({ accountId, reason });
      const run = world.accounts[account]!.state === "closed" ? reopenAccount : setAccountActive;
      return run({ accountId, reason });
    },
  }),
};

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
    const file = `${place}.csv`;
    const rows = lines
      .filter(({ cells }) => cells[place]!.isIn)
      .map(({ login, cells, isStudent, isBot, renamed }, index) => ({
        file,
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
    return { file, organizations: named, rows, plans: [], skippedRows: [] };
  });
  const options = { activate, allowShrink: true, reason } as const;
  return auditedTransaction({ kind: "cli", user: "tester" }, ["roster.import", "person.join"], (tx) =>
    importRosters(tx, collapseRosters(rosters), options),
  );
}

async function answerOf(run: () => Promise<unknown>): Promise<Answer> {
  try {
    await run();
    return { ok: true };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ok: false, error };
  }
}

/** As a preview carries them: the owners of each person, those of the older owner first, and every account. */
function numbersOf(real: RealWorld, { groups, effects }: { groups: number[][]; effects: model.Effects }) {
  const ids = groups.map((logins) => logins.map(real.ownerId).sort((a, b) => a - b));
  const sorted = ids.sort(([a = 0], [b = 0]) => a - b);
  const named = effects.map(({ account, ...counts }) => ({ id: real.accountId(account), counts }));
  return {
    logins: sorted.map((group) => group.join("+")).join(" "),
    accounts: named
      .map(({ id }) => id)
      .sort()
      .join(" "),
    accountCount: effects.length,
    ...Object.fromEntries(
      named.flatMap(({ id, counts }) => Object.entries(counts).map(([name, count]) => [`${id} ${name}`, count])),
    ),
  };
}
