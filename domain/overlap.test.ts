import { describe, expect, test } from "vitest";
import { parseListing } from "./listings";
import { chosenFrom, OverlapListing } from "./overlap";

describe("the address of the overlap page", () => {
  test.each([
    [{ exact: "7" }, { kind: "exact", organizationIds: [7] }],
    [{ exact: "7,3,12" }, { kind: "exact", organizationIds: [7, 3, 12] }],
    [{ pair: "3,7" }, { kind: "pair", organizationIds: [3, 7] }],
    [{}, undefined],
    [{ pair: "3" }, undefined],
    [{ pair: "3,3" }, undefined],
    [{ pair: "3,7,9" }, undefined],
    [{ exact: "3,,7" }, undefined],
    [{ exact: "" }, undefined],
    [{ exact: "3;drop" }, undefined],
    [{ exact: "99999999999999999999" }, undefined],
  ])("%j chooses %j", (address, chosen) => {
    expect(chosenFrom(parseListing(OverlapListing, address))).toEqual(chosen);
  });
});
