"use client";

import { MessagePage } from "./message-page";
import { Button, LinkButton } from "./ui/button";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** The reference is the one under which the server logged the error. */
export function BrokenPage({ error, retry }: Props) {
  return (
    <MessagePage
      title="Something broke"
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <LinkButton href="/accounts">Go to accounts</LinkButton>
        </>
      }
    >
      <p>This page could not be shown. The fault is ours, not yours; it has been logged.</p>
      {error.digest && (
        <p>
          Reference: <code className="text-text">{error.digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
