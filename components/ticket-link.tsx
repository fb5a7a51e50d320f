import { Link } from "./ui/link";

/** Leads to where a change was asked for, in a tab of its own. */
export function TicketLink({ ticket }: { ticket: string | null }) {
  if (ticket === null) return null;
  return (
    <Link href={ticket} target="_blank" rel="noreferrer" title={ticket} aria-label={`Ticket: ${ticket}`}>
      Ticket
    </Link>
  );
}
