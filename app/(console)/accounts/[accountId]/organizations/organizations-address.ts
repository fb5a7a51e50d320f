import { addresses, type Query } from "@/domain/addresses";
import type { SearchParams } from "@/domain/listings";

/** Where somebody is on the page beneath its dialogs: the logins chosen to attach, and the list's search, order and page. */
export type Place = { accountId: string; parameters: SearchParams };

type Over = Query<"organizations" | "detach" | "move" | "to" | "find">;

/** The same place with other logins chosen, or with a dialog over it; without changes, the place itself. */
export function placeHref({ accountId, parameters }: Place, over: Over = {}): string {
  return addresses.account(accountId).organizations({ ...parameters, ...over });
}
