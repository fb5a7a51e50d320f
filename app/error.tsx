"use client";

import { BrokenPage } from "@/components/broken-page";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage(props: Props) {
  return (
    <main>
      <BrokenPage {...props} />
    </main>
  );
}
