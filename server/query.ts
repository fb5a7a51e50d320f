import "server-only";
import { refuseInput } from "@/domain/bounded-input";

type Query = { query: Record<string, string>; refused?: undefined } | { query?: undefined; refused: Response };

/** What the address of a route asks for, to be read before any schema; or the answer to one that asks too much. */
export function readQuery(request: Request): Query {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const error = refuseInput(query);
  return error === undefined ? { query } : { refused: Response.json({ error }, { status: 400 }) };
}
