import { z } from "zod";
import { search } from "@/db/queries/search/search";
import { SearchedText } from "@/domain/input/search";
import { staffRoute } from "@/server/route";

/** What is called `q` or known by it, for search as you type. */
export const GET = staffRoute(z.object({ q: SearchedText }), async ({ asked, read }) =>
  Response.json(await read((db) => search(db, asked.q))),
);
