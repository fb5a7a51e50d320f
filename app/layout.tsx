import "@fontsource-variable/inter";
import "./globals.css";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { QueryProvider } from "@/components/query-provider";
import { themeFrom } from "@/components/theme";

export const metadata: Metadata = {
  title: { default: "Enterprise accounts", template: "%s · Enterprise accounts" },
  robots: { index: false, follow: false },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeFrom((await cookies()).get("theme")?.value);
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <QueryProvider>{children}</QueryProvider>
      </body>
    </html>
  );
}
