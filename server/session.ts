import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { touchSession } from "@/db/sessions";
import { readSnapshot } from "@/db/snapshot";
import { addresses } from "@/domain/addresses";
import type { Actor } from "@/domain/permissions";
import { env } from "@/env";
import { addressHeader } from "./address-header";
import { authOptions, sampleProvider } from "./auth";

export type StaffActor = Extract<Actor, { kind: "staff" }>;

/**
 * For `app/api`, which answers 401. It asks the database at every render, so that a removal or a new role takes effect
 * at once.
 */
export const findStaff = cache(async () => {
  const session = await getServerSession(authOptions);
  const signedIn = session?.id ? await touchSession(session.id) : undefined;
  if (!signedIn || (signedIn.provider === sampleProvider && !env.SAMPLE_SIGN_IN)) return undefined;
  const { id, email, role } = signedIn;
  const staff: StaffActor = { kind: "staff", id, email, role };
  return { staff, read: readSnapshot };
});

/** The door for reads. People who sign in come back to the page they asked for. */
export async function requireStaff() {
  const signedIn = await findStaff();
  if (signedIn) return signedIn;
  const address = (await headers()).get(addressHeader) ?? "/";
  redirect(addresses.signIn({ callbackUrl: address }));
}
