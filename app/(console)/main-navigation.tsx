"use client";

import clsx from "clsx";
import { Bell, Building2, History, IdCard, Import, Layers, Menu, Tag, Users, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { addresses } from "@/domain/addresses";
import { formatCount, formatNumber } from "@/domain/format";

const links = [
  { href: addresses.accounts(), name: "Accounts", Icon: Layers },
  { href: addresses.organizations(), name: "Organizations", Icon: Building2 },
  { href: addresses.people(), name: "People", Icon: Users },
  { href: addresses.imports(), name: "Imports", Icon: Import },
  { href: addresses.alerts(), name: "Alerts", Icon: Bell },
  { href: addresses.plans(), name: "Plans", Icon: Tag },
  { href: addresses.auditLog(), name: "Audit log", Icon: History },
  { href: addresses.staff, name: "Staff", Icon: IdCard },
];

type Props = { search: ReactNode; raisedAlerts: number; children: ReactNode };

/** Beside the page on a wide screen; on a phone a bar with a menu. `search` is always in reach, `children` at the foot. */
export function MainNavigation({ search, raisedAlerts, children }: Props) {
  const pathname = usePathname();
  const [openAt, setOpenAt] = useState<string>();
  // Going to another page closes the menu.
  const isOpen = openAt === pathname;
  const MenuIcon = isOpen ? X : Menu;

  return (
    <header className="z-30 border-line print:hidden bg-surface max-md:sticky max-md:top-0 max-md:border-b md:border-r">
      <div className="flex flex-col md:sticky md:top-0 md:h-dvh">
        <div className="flex items-center max-md:h-12 max-md:pr-2 md:flex-col md:items-stretch">
          <Link
            href={addresses.accounts()}
            className="mx-4 flex grow items-center gap-2 rounded-small font-semibold md:h-12"
          >
            <Mark />
            Enterprise accounts
          </Link>
          <div className="md:px-2 md:pb-2">{search}</div>
          <Button
            variant="quiet"
            aria-expanded={isOpen}
            aria-controls="main-menu"
            onClick={() => setOpenAt(isOpen ? undefined : pathname)}
            className="md:hidden"
          >
            <MenuIcon aria-hidden size={18} />
            <span className="sr-only">Menu</span>
          </Button>
        </div>
        <div id="main-menu" className={clsx("flex grow flex-col justify-between", !isOpen && "max-md:hidden")}>
          <nav aria-label="Main" className="flex flex-col gap-0.5 px-2 py-1">
            {links.map(({ href, name, Icon }) => (
              <Link
                key={href}
                href={href}
                aria-describedby={href === addresses.alerts() && raisedAlerts > 0 ? "raised-alerts" : undefined}
                aria-current={pathname === href || pathname.startsWith(`${href}/`) ? "page" : undefined}
                className="flex h-8 items-center gap-2.5 rounded-regular px-2 text-text-muted hover:bg-raised hover:text-text aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent"
              >
                <Icon aria-hidden size={15} />
                {name}
                {href === addresses.alerts() && raisedAlerts > 0 && (
                  <span
                    aria-hidden
                    className="ml-auto rounded-regular bg-danger-soft px-1.5 text-danger text-small tabular-nums"
                  >
                    {formatNumber(raisedAlerts)}
                  </span>
                )}
              </Link>
            ))}
            <p id="raised-alerts" hidden>
              {formatCount(raisedAlerts, "alert is raised", "alerts are raised")}
            </p>
          </nav>
          <div className="flex flex-col gap-3 border-line border-t p-4">{children}</div>
        </div>
      </div>
    </header>
  );
}

/** Three organizations, one pool. */
function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 fill-accent">
      <circle cx="8" cy="5" r="4.2" fillOpacity="0.9" />
      <circle cx="5" cy="10.5" r="4.2" fillOpacity="0.55" />
      <circle cx="11" cy="10.5" r="4.2" fillOpacity="0.55" />
    </svg>
  );
}
