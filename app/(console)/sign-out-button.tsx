"use client";

import { Button } from "@/components/ui/button";

export function SignOutButton() {
  // Fetched when it is needed: it is as large as all else that every page brings.
  async function leave() {
    const { signOut } = await import("next-auth/react");
    await signOut({ callbackUrl: "/sign-in" });
  }
  return (
    <Button size="small" className="self-start" onClick={leave}>
      Sign out
    </Button>
  );
}
