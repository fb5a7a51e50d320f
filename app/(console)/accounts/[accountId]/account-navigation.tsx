"use client";

import { usePathname } from "next/navigation";
import { Link } from "@/components/ui/link";

const links = [
  { path: "", name: "Overview" },
  { path: "/organizations", name: "Organizations" },
  { path: "/people", name: "People" },
  { path: "/overlap", name: "Overlap" },
  { path: "/seats", name: "Seats" },
  { path: "/audit-log", name: "Audit log" },
];

export function AccountNavigation({ accountId }: { accountId: string }) {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Account"
      className="-mx-4 flex flex-wrap gap-x-1 border-line border-b px-4 md:-mx-6 md:px-6 print:hidden"
    >
      {links.map(({ path, name }) => {
        const href = `/accounts/${accountId}${path}`;
        const isBelow = path !== "" && pathname.startsWith(`${href}/`);
        return (
          <Link
            key={path}
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
