import type { z } from "zod";
import type { Tx } from "@/db/executor";
import { insertAccount } from "@/db/queries/accounts";
import { seatFacts } from "@/domain/accounts";
import type { CreateAccount } from "@/domain/input/accounts";
import { seatTotals } from "@/domain/seats";
import { ofAccount } from "../audit";

/** Stores an account on a plan that was found on sale, and returns its entry for the audit log. */
export async function insertNewAccount(tx: Tx, terms: z.output<typeof CreateAccount>) {
  const account = await insertAccount(tx, terms);
  const { name, unitPriceCents } = account;
  const facts = { name, ...seatFacts(account, seatTotals(account, 0).total) };
  const after = unitPriceCents === null ? facts : { ...facts, ownPriceCents: unitPriceCents };
  return { account, audit: { action: "account.create" as const, ...ofAccount(account.id), before: null, after } };
}
