import "server-only";
import type { z } from "zod";
import { refuseInput } from "@/domain/bounded-input";
import { DomainError } from "@/domain/errors";
import { invalidInput } from "@/domain/result";

type Outputs<Schemas extends readonly z.ZodType[]> = { [Place in keyof Schemas]: z.output<Schemas[Place]> };

/** Reads what a caller sent by each of these schemas. A refusal names every bad field of all of them. */
export function readInput<Schemas extends readonly z.ZodType[]>(asked: unknown, ...schemas: Schemas): Outputs<Schemas> {
  const refusal = refuseInput(asked);
  if (refusal) throw new DomainError("invalid_input", refusal);
  const results = schemas.map((schema) => schema.safeParse(asked));
  const issues = results.flatMap(({ error }) => error?.issues ?? []);
  if (issues.length > 0) throw invalidInput(issues);
  // One output per schema, in their order, which `map` cannot tell TypeScript.
  return results.map(({ data }) => data) as Outputs<Schemas>;
}
