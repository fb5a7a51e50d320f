import { listAttachableOrganizations } from "@/db/queries/organizations";
import { SearchText } from "@/domain/input/listings";
import { findStaff } from "@/server/session";

/** Organizations in no account whose login contains `q`, for search as you type. */
export async function GET(request: Request): Promise<Response> {
  const signedIn = await findStaff();
  if (!signedIn) return Response.json({ error: "Sign in first." }, { status: 401 });

  const text = SearchText.parse(new URL(request.url).searchParams.get("q"));
  const found = await signedIn.read((db) => listAttachableOrganizations(db, text));
  return Response.json(found.map(({ id, login }) => ({ id, login })));
}
