import { listHref } from "@/components/ui/list-href";
import { Page } from "@/domain/input/listings";
import { SeatAlertListing } from "@/domain/input/seat-alerts";
import type { SearchParams } from "@/domain/listings";

export const alertsPath = "/alerts";
export const deliveriesPath = "/alerts/deliveries";

const Address = SeatAlertListing.extend({ webhooks: Page });

/** What the address asks for: the list of alerts, and the page of webhooks below it. */
export function addressFrom(searchParams: SearchParams) {
  const { webhooks: webhookPage, ...listing } = Address.parse(searchParams);
  const filters = { q: listing.q, status: listing.status === "raised" ? "" : listing.status };
  const pages = {
    page: listing.page > 1 ? String(listing.page) : undefined,
    webhooks: webhookPage > 1 ? String(webhookPage) : undefined,
  };
  return {
    listing,
    webhookPage,
    filters,
    /** The address of the alerts with other filters, or on another page. */
    alertsHref: (changes: Parameters<typeof listHref>[2]) => listHref(alertsPath, filters, changes),
    /** The same list, with something else on this page changed. */
    samePlaceHref: (changes: Parameters<typeof listHref>[2] = {}) =>
      listHref(alertsPath, filters, { ...pages, ...changes }),
  };
}
