import { describe, expect, test } from "vitest";
import { parseListing } from "./input/listings";
import { OverlapListing } from "./input/overlap";
import { type Chosen, chosenAddress, chosenFrom, isAmongChosen } from "./overlap";

const addresses: [Record<string, string>, Chosen][] = [
  [{ exact: "7" }, { kind: "exact", organizationIds: [7] }],
  [{ exact: "7,3,12" }, { kind: "exact", organizationIds: [7, 3, 12] }],
  [{ pair: "3,7" }, { kind: "pair", organizationIds: [3, 7] }],
  [{ organization: "3" }, { kind: "organization", organizationIds: [3] }],
  [{ degree: "8" }, { kind: "degree", organizations: 8 }],
];

describe("the address of the overlap page", () => {
  test.each(addresses)("%j chooses %j, and that choice gives the same address", (address, chosen) => {
    expect(chosenFrom(parseListing(OverlapListing, address))).toEqual(chosen);
    const every = { exact: undefined, pair: undefined, organization: undefined, degree: undefined };
    expect(chosenAddress(chosen)).toEqual({ ...every, ...address });
  });

  test("an organization named twice counts once", () => {
    const chosenBy = (address: Record<string, string>) => chosenFrom(parseListing(OverlapListing, address));
    expect(chosenBy({ exact: "7,3,7" })).toEqual({ kind: "exact", organizationIds: [7, 3] });
    expect(chosenBy({ organization: "3,3" })).toEqual({ kind: "organization", organizationIds: [3] });
  });

  test.each([
    [{}],
    [{ pair: "3" }],
    [{ pair: "3,3" }],
    [{ pair: "3,7,9" }],
    [{ organization: "3,7" }],
    [{ organization: "acme" }],
    [{ exact: "3,,7" }],
    [{ exact: "" }],
    [{ exact: "3;drop" }],
    [{ exact: "99999999999999999999" }],
    [{ degree: "0" }],
    [{ degree: "1.5" }],
    [{ degree: "many" }],
  ])("%j chooses no one", (address) => {
    expect(chosenFrom(parseListing(OverlapListing, address))).toBeUndefined();
  });

  test.each([
    [{}, "size"],
    [{ sort: "degree" }, "degree"],
    [{ sort: "name" }, "size"],
  ])("%j is by %s", (address, sort) => {
    expect(parseListing(OverlapListing, address).sort).toBe(sort);
  });
});

describe("whether a combination is among the people chosen", () => {
  test.each<[Chosen, number[], boolean]>([
    [{ kind: "exact", organizationIds: [2, 1] }, [1, 2], true],
    [{ kind: "exact", organizationIds: [1, 2] }, [1, 2, 3], false],
    [{ kind: "exact", organizationIds: [1, 2] }, [1], false],
    [{ kind: "pair", organizationIds: [3, 1] }, [1, 2, 3], true],
    [{ kind: "pair", organizationIds: [1, 3] }, [1, 2], false],
    [{ kind: "organization", organizationIds: [2] }, [1, 2], true],
    [{ kind: "organization", organizationIds: [2] }, [1], false],
    [{ kind: "degree", organizations: 2 }, [1, 2], true],
    [{ kind: "degree", organizations: 2 }, [1, 2, 3], false],
  ])("%j and %j: %j", (chosen, organizationIds, isAmong) => {
    expect(isAmongChosen(chosen, organizationIds)).toBe(isAmong);
  });
});
