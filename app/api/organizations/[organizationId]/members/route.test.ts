import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { createOrganization, createUser } from "@/test/factories";
import { signInAs, signOut } from "@/test/sign-in";
import { GET } from "./route";

const get = (id: number | string, query = "") =>
  GET(new NextRequest(`http://localhost/api/organizations/${id}/members?${query}`), {
    params: Promise.resolve({ organizationId: String(id) }),
  });

test("support downloads the members of an organization, as they are filtered", async () => {
  await signInAs("support");
  const [ann, bo] = [await createUser({ name: "=Ann" }), await createUser({ name: "Bo Berg" })];
  const organization = await createOrganization([...ann.owners, ...bo.owners]);
  const response = await get(organization.id, "q=ann");
  expect(response.headers.get("content-disposition")).toContain(`members-of-${organization.login}.csv`);
  expect((await response.text()).trimEnd().split("\n")).toEqual([
    "person_id,person,login,role,activated,last_seen_at",
    `${ann.id},'=Ann,${ann.owners[0]!.login},member,true,`,
  ]);
});

test("an organization that does not exist is not found, and the signed out get nothing", async () => {
  await signInAs("support");
  expect((await get(999_999_999)).status).toBe(404);
  expect((await get("acme")).status).toBeGreaterThanOrEqual(400);
  const organization = await createOrganization();
  signOut();
  expect((await get(organization.id)).status).toBe(401);
});
