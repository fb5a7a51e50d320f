"use client";

import { signIn } from "next-auth/react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonVariant } from "@/components/ui/button-class";

type Props = {
  provider: string;
  callbackUrl: string;
  fields?: Record<string, string>;
  variant?: ButtonVariant;
  children: ReactNode;
};

export function SignInButton({ provider, callbackUrl, fields = {}, variant, children }: Props) {
  const [isPending, setIsPending] = useState(false);

  function start() {
    if (isPending) return;
    setIsPending(true);
    signIn(provider, { ...fields, callbackUrl });
  }

  return (
    <Button variant={variant} aria-busy={isPending} onClick={start} className="w-full aria-busy:opacity-60">
      {children}
    </Button>
  );
}
