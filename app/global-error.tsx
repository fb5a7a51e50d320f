"use client";

import "./globals.css";
import { BrokenPage } from "@/components/broken-page";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function GlobalErrorPage(props: Props) {
  return (
    <html lang="en">
      <body>
        <title>Something broke · Enterprise accounts</title>
        <main>
          <BrokenPage {...props} />
        </main>
      </body>
    </html>
  );
}
