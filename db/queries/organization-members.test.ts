import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { OrganizationPage } from "@/domain/input/organization";
import { createOrganization, createUser } from "@/test/factories";
import { db } from "../client";
import { memberships } from "../schema/memberships";
import {
  listOrganizationMemberBatches,
  listOrganizationMembers,
  type OrganizationMember,
} from "./organization-members";

const all = OrganizationPage.parse({});

async function createTeam() {
  const [ann, bo] = [await createUser({ name: "Ann Lee", logins: 2 }), await createUser({ name: "Bo Berg" })];
  const organization = await createOrganization([...bo.owners, ...ann.owners]);
  await db.update(memberships).set({ isActivated: false }).where(eq(memberships.ownerId, bo.owners[0]!.id));
  const listed = async (filters: Partial<OrganizationPage> = {}) => {
    const { rows, total } = await listOrganizationMembers(db, organization.id, { ...all, ...filters });
    expect(rows).toHaveLength(total);
    return rows.map(({ person, login }) => `${person} ${login}`);
  };
  return { organization, ann, bo, listed };
}

describe("the members of an organization", () => {
  test("are its logins, by the name of the person", async () => {
    const { organization, ann, bo, listed } = await createTeam();
    const [first, second] = ann.owners;
    expect(await listed()).toEqual([
      `Ann Lee ${first!.login}`,
      `Ann Lee ${second!.login}`,
      `Bo Berg ${bo.owners[0]!.login}`,
    ]);
    const { rows } = await listOrganizationMembers(db, organization.id, all);
    expect(rows[2]).toMatchObject({ userId: bo.id, role: "member", isActivated: false, lastSeenAt: null });
  });

  test("are found by name, by login, and by whether they are activated", async () => {
    const { ann, bo, listed } = await createTeam();
    const [annFirst, annSecond] = ann.owners.map(({ login }) => `Ann Lee ${login}`);
    expect(await listed({ q: "BERG" })).toEqual([`Bo Berg ${bo.owners[0]!.login}`]);
    expect(await listed({ q: ann.owners[1]!.login! })).toEqual([annSecond]);
    expect(await listed({ activated: "activated" })).toEqual([annFirst, annSecond]);
    expect(await listed({ activated: "not_activated" })).toEqual([`Bo Berg ${bo.owners[0]!.login}`]);
    expect(await listed({ q: "no one" })).toEqual([]);
  });

  test("are the same in a download", async () => {
    const { organization } = await createTeam();
    const { rows } = await listOrganizationMembers(db, organization.id, all);
    const downloaded: OrganizationMember[] = [];
    for await (const batch of listOrganizationMemberBatches(db, organization.id, all)) downloaded.push(...batch);
    expect(downloaded).toEqual(rows);
    for await (const batch of listOrganizationMemberBatches(db, 999_999_999, all)) expect(batch).toEqual([]);
  });
});
