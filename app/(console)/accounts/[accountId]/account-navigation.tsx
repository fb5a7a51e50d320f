"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";
import { addresses } from "@/domain/addresses";

export function AccountNavigation({ accountId }: { accountId: string }) {
  const pathname = usePathname();
  const to = addresses.account(accountId);
  const links = [
    { href: to.overview, name: "Overview" },
    { href: to.organizations(), name: "Organizations" },
    { href: to.people(), name: "People" },
    { href: to.overlap(), name: "Overlap" },
    { href: to.seats(), name: "Seats" },
    { href: to.auditLog(), name: "Audit log" },
  ];
  return (
    <nav
      aria-label="Account"
      className="-mx-4 flex flex-wrap gap-x-1 border-line border-b px-4 md:-mx-6 md:px-6 print:hidden"
    >
      {links.map(({ href, name }) => {
        const isBelow = href !== to.overview && pathname.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            aria-current={pathname === href || isBelow ? "page" : undefined}
            className="-mb-px whitespace-nowrap border-transparent border-b-2 px-2 py-2 text-text-muted outline-offset-[-2px] hover:text-text aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-text"
          >
            {name}
          </Link>
        );
      })}
    </nav>
  );
}
