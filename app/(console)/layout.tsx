import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ConfirmationRegion } from "@/components/confirmation-region";
import { SearchButton } from "@/components/search/search-button";
import { themeFrom } from "@/components/theme";
import { ThemeSwitch } from "@/components/theme-switch";
import { LeaveQuestion } from "@/components/ui/leave-question";
import { LoadingBar } from "@/components/ui/loading-bar";
import { countRaisedAlerts } from "@/db/queries/alerts";
import { roleNames } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { MainNavigation } from "./main-navigation";
import { SignOutButton } from "./sign-out-button";

/** The navigation, not the guard: each page asks for itself who is there. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { staff, read } = await requireStaff();
  const raisedAlerts = await read(countRaisedAlerts);
  const theme = themeFrom((await cookies()).get("theme")?.value);

  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[12rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="surface sr-only z-50 font-medium focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <MainNavigation search={<SearchButton />} raisedAlerts={raisedAlerts}>
        <ThemeSwitch theme={theme} />
        <p className="flex min-w-0 flex-col">
          <span className="truncate" title={staff.email}>
            {staff.email}
          </span>
          <span className="text-small text-text-muted first-letter:uppercase">{roleNames[staff.role]}</span>
        </p>
        <SignOutButton />
      </MainNavigation>
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-col gap-5 px-4 pt-5 pb-24 outline-none md:px-6">
        {children}
      </main>
      <ConfirmationRegion />
      <LoadingBar />
      <LeaveQuestion />
    </div>
  );
}
