"use client";

import { Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";

type Props = {
  text: string;
  children: string;
  /** What the status says afterwards, such as "Summary copied." */
  copied: string;
};

/** Copies text. Where a browser does not let a page copy, it shows the text to be copied by hand. */
export function CopyButton({ text, children, copied }: Props) {
  const [outcome, setOutcome] = useState<"copied" | "refused">();

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      // The clipboard is missing without HTTPS, and its owner may refuse it.
      setOutcome("refused");
    }
  }

  return (
    <div className="flex flex-col gap-2 print:hidden">
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
        <span role="status" className="text-text-muted">
          {outcome === "copied" && copied}
          {outcome === "refused" && "This browser does not let the page copy. Select the text and copy it."}
        </span>
        <Button size="small" variant="secondary" onClick={copy}>
          <Copy aria-hidden size={14} />
          {children}
        </Button>
      </div>
      {outcome === "refused" && (
        <textarea
          readOnly
          aria-label={children}
          rows={text.split("\n").length}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
          className="control w-full max-w-xl resize-none"
        />
      )}
    </div>
  );
}
