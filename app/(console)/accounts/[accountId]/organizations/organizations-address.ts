import { listHref } from "@/components/ui/list-href";
import type { SearchParams } from "@/domain/listings";

/** Where somebody is on the page beneath its dialogs: the logins chosen to attach, and the list's search, order and page. */
export type Place = { path: string; parameters: SearchParams };

type Over = Partial<Record<"organizations" | "detach" | "move" | "to" | "find", string>>;

/** The same place with other logins chosen, or with a dialog over it; without changes, the place itself. */
export function placeHref({ path, parameters }: Place, over: Over = {}): string {
  return listHref(path, { ...parameters, ...over }, {});
}
