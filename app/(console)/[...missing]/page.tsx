import { notFound } from "next/navigation";
import { requireStaff } from "@/server/session";

/** Every address that no page answers, so that "not found" keeps the navigation. */
export default async function MissingPage() {
  await requireStaff();
  notFound();
}
