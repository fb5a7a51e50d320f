"use server";

import { lockAccount } from "@/db/queries/accounts";
import { activateMemberships, listActivatedIn, lockPeopleInScope, weighActivation } from "@/db/queries/activations";
import { countRestorations, findEndedChange, insertUndoneChange } from "@/db/queries/ended-activations";
import { peopleById, updateLedger } from "@/db/queries/seats";
import { DomainError } from "@/domain/errors";
import { UndoDeactivation } from "@/domain/input/undo";
import { requireExpected } from "@/domain/preview";
import { alreadyUndone, undoNumbers } from "@/domain/undo";
import { defineAction } from "@/server/action";
import { auditInParts } from "@/server/activation/audit-in-parts";
import { findUndoPlan, undoScope } from "./undo-preview";

export const undoDeactivation = defineAction({
  permission: "person.activate",
  input: UndoDeactivation,
  run: async ({ tx, input: { accountId, changeId, expected, reason } }) => {
    const account = await lockAccount(tx, accountId);
    const change = await findEndedChange(tx, accountId, changeId);
    if (!change) throw new DomainError("not_found", "This account has no such change that could be undone.");
    // The page then shows which change undid it.
    if (change.undoneBy) throw new DomainError("preview_changed", alreadyUndone);
    const restorations = await countRestorations(tx, accountId, changeId);
    const scope = undoScope(account, change, restorations);
    await lockPeopleInScope(tx, scope);
    const plan = await findUndoPlan(tx, account, change, restorations);
    requireExpected(undoNumbers(plan), expected);
    if (plan.refusal) throw new DomainError("conflict", plan.refusal);

    const { changing } = await weighActivation(tx, scope, undefined);
    const people = await listActivatedIn(tx, accountId, changing);
    await insertUndoneChange(tx, changeId);
    await activateMemberships(tx, scope, changing);
    await updateLedger(tx, [accountId], peopleById(changing));
    const step = { action: "person.activate" as const, scope, plan, people, reason };
    const entries = await auditInParts(tx, step);
    const audit = entries.map((entry) => ({ ...entry, after: { ...entry.after, undoes: changeId } }));
    return { data: undoNumbers(plan), audit };
  },
});
