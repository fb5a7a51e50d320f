import { search } from "@/db/queries/search";
import { SearchedText } from "@/domain/input/search";
import { readQuery } from "@/server/query";
import { findStaff } from "@/server/session";

/** What is called `q` or known by it, for search as you type. */
export async function GET(request: Request): Promise<Response> {
  const signedIn = await findStaff();
  if (!signedIn) return Response.json({ error: "Sign in first." }, { status: 401 });
  const { query, refused } = readQuery(request);
  if (refused) return refused;

  const text = SearchedText.parse(query.q);
  return Response.json(await signedIn.read((db) => search(db, text)));
}
