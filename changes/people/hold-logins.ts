import type { Reader } from "@/db/executor";
import type { Held } from "@/db/locks";
import { listPlacesOf } from "@/db/queries/joins";

/** Everything that counts when logins move between these people, whose records may have been joined into others. */
export async function holdLogins(db: Reader, userIds: readonly number[]): Promise<Held> {
  return { ...(await listPlacesOf(db, userIds)), changedPeople: userIds };
}
