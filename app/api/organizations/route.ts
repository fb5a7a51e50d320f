import { listAttachableOrganizations } from "@/db/queries/organizations";
import { SearchText } from "@/domain/input/listings";
import { readQuery } from "@/server/query";
import { findStaff } from "@/server/session";

/** Organizations in no account whose login contains `q`, for search as you type. */
export async function GET(request: Request): Promise<Response> {
  const signedIn = await findStaff();
  if (!signedIn) return Response.json({ error: "Sign in first." }, { status: 401 });
  const { query, refused } = readQuery(request);
  if (refused) return refused;

  const text = SearchText.parse(query.q);
  const found = await signedIn.read((db) => listAttachableOrganizations(db, text));
  return Response.json(found.map(({ id, login }) => ({ id, login })));
}
