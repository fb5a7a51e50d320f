import { createHash } from "node:crypto";
import { type ImportOutcome, importNumbers, refuseImport } from "@/domain/imports";
import { type PlanRefusal, previewOf } from "@/domain/preview";

/** The plan that confirms an import. It has tens of thousands of numbers, so a digest stands for them. */
export function planImport(outcome: ImportOutcome): { numbers: string; refusal: PlanRefusal | undefined } {
  const numbers = createHash("sha256")
    .update(previewOf(importNumbers(outcome)))
    .digest("hex");
  return { numbers, refusal: refuseImport(outcome) };
}
