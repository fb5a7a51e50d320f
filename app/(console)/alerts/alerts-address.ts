import { listHref } from "@/components/ui/list-href";
import { addresses } from "@/domain/addresses";
import { AlertListing } from "@/domain/input/alerts";
import { Page } from "@/domain/input/listings";
import type { SearchParams } from "@/domain/listings";

const Address = AlertListing.extend({ webhooks: Page });

/** What the address asks for: the list of alerts, and the page of webhooks below it. */
export function addressFrom(searchParams: SearchParams) {
  const { webhooks: webhookPage, ...listing } = Address.parse(searchParams);
  const filters = { q: listing.q, status: listing.status === "raised" ? "" : listing.status };
  const pages = {
    page: listing.page > 1 ? String(listing.page) : undefined,
    webhooks: webhookPage > 1 ? String(webhookPage) : undefined,
  };
  /** The address of the alerts with other filters, or on another page. */
  const alertsHref = listHref(addresses.alerts, filters);
  /** The same list, with something else on this page changed. */
  const samePlaceHref = (changes: Parameters<typeof alertsHref>[0] = {}) => alertsHref({ ...pages, ...changes });
  return { listing, webhookPage, filters, alertsHref, samePlaceHref };
}
