"use client";

import { addresses } from "@/domain/addresses";
import { MessagePage } from "./message-page";
import { Button } from "./ui/button";
import { buttonClass } from "./ui/button-class";

type Props = { error: Error & { digest?: string }; retry: () => void };

/**
 * Leaves by a whole new page, since what broke may stay in this one. The reference is the one under which the server
 * logged the error.
 */
export function BrokenPage({ error, retry }: Props) {
  return (
    <MessagePage
      title="Something broke"
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <a href={addresses.accounts()} className={buttonClass()}>
            Go to accounts
          </a>
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
