"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { useAction } from "@/components/use-action";
import { previewAgain } from "../actions";

type Props = {
  importId: number;
  /** What is left out once it is pressed. */
  leftOut: string[];
  disabledReason: string | undefined;
  children: string;
};

/** Leaves organizations out of a waiting import, or takes them back in, and previews it again. */
export function LeftOutButton({ importId, leftOut, disabledReason, children }: Props) {
  const { mutate, isPending, error } = useAction(previewAgain);
  const isPressed = useRef(false);
  // Once it has done its work its line is gone, and the focus would be lost.
  useEffect(() => () => void (isPressed.current && document.getElementById("numbers")?.focus()), []);

  function press() {
    isPressed.current = true;
    mutate({ importId, leftOut }, { onError: () => (isPressed.current = false) });
  }

  return (
    <>
      <Button size="small" disabledReason={disabledReason} hideReason aria-busy={isPending} onClick={press}>
        {children}
      </Button>
      {error && (
        <span role="alert" className="text-danger">
          {" "}
          {error.message}
        </span>
      )}
    </>
  );
}
