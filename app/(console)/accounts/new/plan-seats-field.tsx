"use client";

import { useEffect, useRef } from "react";
import { SeatCountField } from "@/components/number-fields";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/domain/format";
import type { NewAccountPlan } from "@/domain/new-account";
import { planSeatsHint } from "../term-fields";

type Props = {
  suggestedSeats: number;
  isTyped: boolean;
  /** Where the suggestion comes from, if the organizations make one. */
  origin: "sold" | "needed" | undefined;
  refusal: NewAccountPlan["refusal"];
  onValueChange: (value: string) => void;
  disabledReason: string | undefined;
};

const hints = {
  sold: `${planSeatsHint} Filled in from the old plans of these organizations.`,
  needed: `${planSeatsHint} Filled in with the seats these organizations need.`,
  none: planSeatsHint,
};

/** Follows the organizations until someone types another number. */
export function PlanSeatsField({ suggestedSeats, isTyped, origin, refusal, onValueChange, disabledReason }: Props) {
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const input = frame.current?.querySelector("input");
    if (input && !isTyped) input.value = formatNumber(suggestedSeats);
  }, [suggestedSeats, isTyped]);

  /** The button that asked for it goes away, so the focus moves to the field. */
  function fill(seats: number): void {
    const input = frame.current?.querySelector("input");
    if (!input) return;
    input.value = formatNumber(seats);
    // For the form, which keeps what is typed.
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
    onValueChange(input.value);
  }

  const fits = refusal?.planSeatCountThatFits;
  return (
    <div ref={frame} className="flex min-w-0 flex-col gap-1">
      <SeatCountField
        name="planSeatCount"
        label="Plan seats"
        required
        hint={hints[isTyped || !origin ? "none" : origin]}
        defaultValue={suggestedSeats}
        onValueChange={onValueChange}
        errors={refusal && [refusal.message]}
        disabledReason={disabledReason}
      />
      {fits !== undefined && !disabledReason && (
        <Button size="small" onClick={() => fill(fits)} className="self-start">
          Use {formatNumber(fits)} plan seats
        </Button>
      )}
    </div>
  );
}
