import { AccountListing } from "@/domain/input/listings";

const byDefault: Record<string, unknown> = AccountListing.parse({});

/** What the address of this list has to say: all that is not as it stands by default. */
export function parametersOf(listing: AccountListing): Record<string, string> {
  const changed = Object.entries(listing).filter(([name, value]) => value !== byDefault[name]);
  return Object.fromEntries(changed.map(([name, value]) => [name, String(value)]));
}
