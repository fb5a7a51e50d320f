import { randomUUID } from "node:crypto";
import { getServerSession } from "next-auth";
import { vi } from "vitest";
import { db } from "@/db/client";
import { staff, staffSessions } from "@/db/schema/staff";
import type { Role } from "@/domain/permissions";

/** Signs in somebody new of this role, with a real session: what follows in this test is theirs. */
export async function signInAs(role: Role) {
  const [person] = await db
    .insert(staff)
    .values({ email: `${role}-${randomUUID()}@staff.example`, role })
    .returning();
  const [session] = await db.insert(staffSessions).values({ staffId: person!.id }).returning();
  vi.mocked(getServerSession).mockResolvedValue({ id: session!.id });
  return person!;
}

export function signOut() {
  vi.mocked(getServerSession).mockResolvedValue(null);
}
