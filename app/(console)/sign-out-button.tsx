"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { forgetDrafts } from "@/components/ui/typed-work";
import { addresses } from "@/domain/addresses";

export function SignOutButton() {
  const [isLeaving, setIsLeaving] = useState(false);

  // Fetched when it is needed: it is as large as all else that every page brings.
  async function leave() {
    setIsLeaving(true);
    try {
      const { signOut } = await import("next-auth/react");
      forgetDrafts();
      await signOut({ callbackUrl: addresses.signIn() });
    } finally {
      setIsLeaving(false);
    }
  }
  return (
    <Button size="small" className="self-start" aria-busy={isLeaving} onClick={leave}>
      Sign out
    </Button>
  );
}
