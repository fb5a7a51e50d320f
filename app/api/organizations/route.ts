import { z } from "zod";
import { listAttachableOrganizations } from "@/db/queries/organizations";
import { SearchedText } from "@/domain/input/search";
import { staffRoute } from "@/server/route";

/** Organizations in no account whose login contains `q`, for search as you type. */
export const GET = staffRoute(z.object({ q: SearchedText }), async ({ asked, read }) => {
  const found = await read((db) => listAttachableOrganizations(db, asked.q));
  return Response.json(found.map(({ id, login }) => ({ id, login })));
});
