import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createUser } from "@/test/factories";
import { db } from "./client";

test("S2: the database refuses a login without a person", async () => {
  const { id: person, owners } = await createUser();
  const login = owners[0]!.id;
  const withoutPerson = db.execute(sql`update owners set user_id = null where id = ${login}`);
  await expect(withoutPerson).rejects.toMatchObject({ cause: { code: "23502", column_name: "user_id" } });
  const withUnknownPerson = db.execute(sql`update owners set user_id = ${person + 1_000_000_000} where id = ${login}`);
  await expect(withUnknownPerson).rejects.toMatchObject({ cause: { code: "23503" } });
});
