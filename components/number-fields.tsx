"use client";

import type { ComponentProps } from "react";
import { formatNumber } from "@/domain/format";
import { readUnitPrice, typedPrice } from "@/domain/money";
import { readSeatCount } from "@/domain/seats";
import { NumberField } from "./ui/number-field";

type Props = Omit<ComponentProps<typeof NumberField>, "read" | "show" | "inputMode" | "defaultValue">;

export function SeatCountField({ defaultValue, ...field }: Props & { defaultValue: number }) {
  return <NumberField {...field} read={readSeatCount} show={formatNumber} defaultValue={formatNumber(defaultValue)} />;
}

/** US dollars. `defaultValue` is what is typed already, else as `typedPrice` shows a price. */
export function PriceField(field: Props & { defaultValue: string }) {
  return <NumberField {...field} read={readUnitPrice} show={typedPrice} inputMode="decimal" />;
}
