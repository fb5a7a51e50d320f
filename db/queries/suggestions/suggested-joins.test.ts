import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { mostLoginsSharing } from "@/domain/joins";
import { createAccount, createOrganization, createUser, type Person } from "@/test/factories";
import { db } from "../../client";
import { formerLogins, owners, rejectedJoins } from "../../schema/people";
import { suggestedJoins } from "../../schema/suggestions";
import {
  listEvidenceOf,
  listSuggestedLogins,
  listSuggestedPeople,
  listValuesOfMany,
  replaceSuggestedJoins,
} from "./suggested-joins";

const unique = (name: string) => `${name}-${randomUUID().slice(0, 8)}`;
const email = () => `${unique("ann")}@fernhollow.example`;

const evidenceBetween = async (one: Person, other: Person) => {
  const pairs = await listEvidenceOf(db, one.id);
  return pairs.filter(({ userIds }) => userIds.includes(other.id)).flatMap(({ evidence }) => evidence);
};

/** What the refresh writes down of these people. */
async function refreshed(...people: Person[]) {
  await db.transaction(replaceSuggestedJoins);
  const ids = people.flatMap(({ owners }) => owners.map(({ id }) => id));
  const rows = await db
    .select({ evidence: suggestedJoins.evidence })
    .from(suggestedJoins)
    .where(inArray(suggestedJoins.oneOwnerId, ids));
  return rows.flatMap(({ evidence }) => evidence);
}

/** `one` has a current login without an id; `other` was called so before. */
async function createRenamed() {
  const login = unique("was");
  const one = await createUser({ login });
  const other = await createUser({ serviceId: unique("id") });
  await db.insert(formerLogins).values({ ownerId: other.owners[0]!.id, login: login.toUpperCase() });
  return [one, other] as const;
}

const couples = {
  "the same verified e-mail, without case": async () => {
    const verifiedEmail = email();
    const one = await createUser({ verifiedEmail });
    return [one, await createUser({ verifiedEmail: verifiedEmail.toUpperCase() }), ["verified_email"]];
  },
  "the same SAML name id": async () => {
    const samlNameId = unique("saml");
    return [await createUser({ samlNameId }), await createUser({ samlNameId }), ["saml_name_id"]];
  },
  "a login without an id that the other had before": async () => [...(await createRenamed()), ["former_login"]],
  "a login that was the other's before": async () => {
    const [one, other] = [await createUser(), await createUser()];
    await db.update(owners).set({ joinedFromUserId: one.id }).where(eq(owners.userId, other.id));
    return [one, other, ["same_owner"]];
  },
  "two of them at once": async () => {
    const identity = { verifiedEmail: email(), samlNameId: unique("saml") };
    return [await createUser(identity), await createUser(identity), ["saml_name_id", "verified_email"]];
  },
  "an e-mail that no host verified": async () => {
    const identity = { email: email() };
    return [await createUser(identity), await createUser(identity), []];
  },
  "the same name": async () => {
    const name = unique("Ann Lee");
    return [await createUser({ name }), await createUser({ name }), []];
  },
  "a login of an id of its own that the other had before": async () => {
    const [one, other] = await createRenamed();
    await db
      .update(owners)
      .set({ serviceId: unique("id") })
      .where(eq(owners.userId, one.id));
    return [one, other, []];
  },
  "a login that somebody had before on another host": async () => {
    const [one, other] = await createRenamed();
    await db.update(owners).set({ service: "gitlab" }).where(eq(owners.userId, other.id));
    return [one, other, []];
  },
} satisfies Record<string, () => Promise<unknown[]>>;

describe("what says that two people are one", () => {
  test.for(Object.keys(couples) as (keyof typeof couples)[])("%s", async (name) => {
    const [one, other, expected] = (await couples[name]()) as [Person, Person, string[]];
    expect((await evidenceBetween(one, other)).sort()).toEqual(expected);
    expect((await evidenceBetween(other, one)).sort()).toEqual(expected);
    expect((await refreshed(one, other)).sort()).toEqual(expected);
  });

  test("a person's own two logins are no suggestion", async () => {
    const person = await createUser({ logins: 2, verifiedEmail: email() });
    expect(await listEvidenceOf(db, person.id)).toEqual([]);
    expect(await refreshed(person)).toEqual([]);
  });

  test("what many logins share says nothing, and the person's page can say so", async () => {
    const verifiedEmail = email();
    const one = await createUser({ verifiedEmail });
    const others = await createUser({ verifiedEmail, logins: mostLoginsSharing - 1 });
    expect(await listEvidenceOf(db, one.id)).toHaveLength(mostLoginsSharing - 1);
    expect(await listValuesOfMany(db, one.id)).toEqual([]);

    const oneMore = await createUser({ verifiedEmail });
    expect(await listEvidenceOf(db, one.id)).toEqual([]);
    expect(await refreshed(one, others, oneMore)).toEqual([]);
    expect(await listValuesOfMany(db, one.id)).toEqual([verifiedEmail]);
  });

  test("a pair that was rejected is known as such, and suggested no more", async () => {
    const verifiedEmail = email();
    const [one, other] = [await createUser({ verifiedEmail }), await createUser({ verifiedEmail })];
    await db.insert(rejectedJoins).values({ oneOwnerId: one.owners[0]!.id, otherOwnerId: other.owners[0]!.id });
    expect(await listEvidenceOf(db, one.id)).toMatchObject([{ isRejected: true }]);
    expect(await refreshed(one, other)).toEqual([]);
  });
});

describe("the suggestions of the last refresh", () => {
  test("two logins of a person with another's are one suggestion, and the pair that frees the most comes first", async () => {
    const [free, costly] = [email(), email()];
    const [one, other] = [await createUser({ verifiedEmail: free }), await createUser({ verifiedEmail: free })];
    const two = await createUser({ verifiedEmail: costly, logins: 2 });
    const three = await createUser({ verifiedEmail: costly });
    const account = await createAccount({ planSeatCount: 9 });
    await createOrganization([two.owners[0]!, ...three.owners], { account });
    await db.transaction(replaceSuggestedJoins);

    const { rows } = await listSuggestedPeople(db, 1);
    const places = [
      [two.id, three.id],
      [one.id, other.id],
    ].map((pair) => rows.findIndex((row) => `${row}` === `${pair}`));
    expect(places[0]).toBeGreaterThanOrEqual(0);
    expect(places[1]).toBeGreaterThan(places[0]!);
    expect(await listSuggestedLogins(db, [[two.id, three.id]])).toMatchObject([
      { userIds: [two.id, three.id], ownerIds: [two.owners[0]!.id, three.owners[0]!.id], verifiedEmail: costly },
      { userIds: [two.id, three.id], ownerIds: [two.owners[1]!.id, three.owners[0]!.id], verifiedEmail: costly },
    ]);
  });

  test("a page shows no pair that was rejected or became one person since", async () => {
    const people = await Promise.all(
      ["one", "two"].map(async () => {
        const verifiedEmail = email();
        return [await createUser({ verifiedEmail }), await createUser({ verifiedEmail })] as const;
      }),
    );
    await db.transaction(replaceSuggestedJoins);
    const before = await listSuggestedPeople(db, 1);
    const [[one, other], [kept, gone]] = people as [(typeof people)[0], (typeof people)[0]];
    await db.insert(rejectedJoins).values({ oneOwnerId: one.owners[0]!.id, otherOwnerId: other.owners[0]!.id });
    await db.update(owners).set({ userId: kept.id }).where(eq(owners.userId, gone.id));

    const after = await listSuggestedPeople(db, 1);
    expect(after.total).toBe(before.total - 2);
    expect(after.rows.map(String)).not.toContain(`${one.id},${other.id}`);
  });
});
