"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { type Verb, verbNames } from "@/domain/activation-verbs";

export type PersonAction = { verb: Verb; name: string; href: string; disabledReason?: string };

/** Each opens a dialog by the address, so that its preview survives a reload and can be sent to a colleague. */
export function PersonActions({ actions }: { actions: PersonAction[] }) {
  const router = useRouter();
  return (
    <div className="flex justify-end gap-1">
      {actions.map(({ verb, name, href, disabledReason }) => (
        <Button
          key={verb}
          size="small"
          variant="quiet"
          aria-label={name}
          disabledReason={disabledReason}
          hideReason
          onClick={() => router.push(href, { scroll: false })}
        >
          {verbNames[verb]}
        </Button>
      ))}
    </div>
  );
}
