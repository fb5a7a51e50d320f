import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireStaff } from "@/server/session";

export const metadata: Metadata = { title: "Not found" };

/** Every address that no page answers, so that "not found" keeps the navigation. */
export default async function MissingPage() {
  await requireStaff();
  notFound();
}
