import { EmptyState } from "./empty-state";
import { Link } from "./link";

/** Where the address asks for a page that the list does not have. */
export function NoSuchPage({ firstHref }: { firstHref: string }) {
  return (
    <EmptyState title="There is no such page.">
      <Link href={firstHref}>Go to the first page</Link>
    </EmptyState>
  );
}
