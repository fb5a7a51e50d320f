import { describe, expect, test } from "vitest";
import { changedFacts } from "./audit-log";

describe("the facts that a change altered", () => {
  test("only facts that differ are listed, in words and with thousands separators", () => {
    expect(
      changedFacts({ login: "acme", planSeats: 1, account: null }, { login: "acme", planSeats: 1509, account: "Acme" }),
    ).toEqual([
      { name: "plan seats", before: "1", after: "1,509" },
      { name: "account", before: "none", after: "Acme" },
    ]);
  });

  test("a new fact has no before, and a fact that is gone has no after", () => {
    expect(changedFacts(null, { role: "account_rep" })).toEqual([{ name: "role", after: "account rep" }]);
    expect(changedFacts({ isActive: true }, null)).toEqual([{ name: "is active", before: "yes" }]);
  });

  test("a count of what was done is listed unless it is zero", () => {
    expect(changedFacts({ members: 2 }, { members: 5, added: 3, removed: 0 })).toEqual([
      { name: "members", before: "2", after: "5" },
      { name: "added", after: "3" },
    ]);
    expect(changedFacts(null, { freeSeats: 0 })).toEqual([{ name: "free seats", after: "0" }]);
  });

  test("a price is in dollars, and a plan without a price is sold by contract", () => {
    expect(changedFacts({ unitPriceCents: 1200 }, { unitPriceCents: null })).toEqual([
      { name: "unit price", before: "$12", after: "by contract" },
    ]);
    expect(changedFacts({ ownPriceCents: null }, { ownPriceCents: 950 })).toEqual([
      { name: "own price", before: "none", after: "$9.50" },
    ]);
  });

  test("without altered facts the list is empty", () => {
    expect(changedFacts(null, null)).toEqual([]);
    expect(changedFacts({ login: "acme" }, { login: "acme" })).toEqual([]);
  });
});
