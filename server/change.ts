import "server-only";
import { z } from "zod";
import type { Written } from "@/db/audited-transaction";
import type { Reader, Tx } from "@/db/executor";
import { type Held, hold as holdAll } from "@/db/locks";
import type { AuditFact } from "@/db/schema/audit-log";
import { Reason, Ticket } from "@/domain/input/fields";
import type { Actor, Permission } from "@/domain/permissions";
import { obey, type Plan, previewOf } from "@/domain/preview";
import { type Change, type DoorOptions, door } from "./change-door";
import { readInput } from "./read-input";

type Reasoned = { reason: string; ticket?: string };
type Confirmed<Asked> = Asked & Reasoned & { preview: string };

/** A change that somebody sees before they confirm it. */
export type PreviewedChange<Asked, Input, Shows extends Plan, Data> = Change<Confirmed<Asked>, Data> & {
  /** What the change would do now, and the word that confirms it. */
  weigh(db: Reader, input: Input): Promise<{ plan: Shows; preview: string }>;
  read(asked: Asked): Input;
};

/** What a change answers, and its entries for the audit log. The reason and the ticket are added to each of them. */
type Accounted<P extends Permission, Data> = { data: Data; audit: AuditFact<P> | AuditFact<P>[] };

type Holds<Asked> = (db: Reader, asked: Asked) => Held | Promise<Held>;

type Definition<P extends Permission, Input extends z.ZodType, Work> = DoorOptions<P> & {
  input: Input;
  /** Slow reading and calls to the outside. It runs once, before the transaction opens, even if that starts over. */
  prepare?: (input: z.output<Input>, actor: Actor) => Promise<Work>;
  /** What must not change from before `write` reads it until the transaction ends. */
  hold?: Holds<Work>;
};

const Why = z.object({ reason: Reason, ticket: Ticket });
const WhyAndPreview = Why.extend({ preview: z.string() });

/** A change that needs no preview, or that checks its own. */
export function defineChange<P extends Permission, Input extends z.ZodType, Data, Work = z.output<Input>>({
  input: Input,
  prepare,
  hold,
  write,
  tell,
  ...definition
}: Definition<P, Input, Work> & {
  write: (tx: Tx, work: Work, actor: Actor) => Promise<Accounted<NoInfer<P>, Data>>;
  /** What was done, where the entries of the audit log do not say all of it. */
  tell?: (data: Data) => string;
}): Change<z.input<Input> & Reasoned, Data> {
  return door(definition, async (actor, asked) => {
    const [input, why] = readInput(asked, Input, Why);
    const work = await prepared(prepare, input, actor);
    return async (tx) => {
      if (hold) await holdAll(tx, (db) => hold(db, work));
      const { data, audit } = withWhy(why, await write(tx, work, actor));
      return { data, audit, told: tell?.(data) };
    };
  });
}

/** Something kept for a later decision. It changes nothing yet, so it has no reason and no audit entries. */
export function defineDraft<P extends Permission, Input extends z.ZodType, Data, Work = z.output<Input>>({
  input: Input,
  prepare,
  hold,
  write,
  tell,
  ...definition
}: Definition<P, Input, Work> & {
  write: (tx: Tx, work: Work, actor: Actor) => Promise<Data>;
  /** What was done. Nothing in the audit log says it. */
  tell: (data: Data) => string;
}): Change<z.input<Input>, Data> {
  return door(definition, async (actor, asked) => {
    const [input] = readInput(asked, Input);
    const work = await prepared(prepare, input, actor);
    return async (tx) => {
      if (hold) await holdAll(tx, (db) => hold(db, work));
      const data = await write(tx, work, actor);
      return { data, audit: [], told: tell(data) };
    };
  });
}

/**
 * A change that someone sees before it is made. The page weighs it. On confirmation, the change holds what the plan
 * depends on and weighs again. It writes only a plan that was shown and is not refused.
 */
export function definePreviewedChange<
  P extends Permission,
  Input extends z.ZodType,
  Weighed extends { plan: Plan },
  Data,
>({
  input: Input,
  hold,
  weigh,
  write,
  ...definition
}: DoorOptions<P> & {
  input: Input;
  hold: Holds<z.output<Input>>;
  weigh: (db: Reader, input: z.output<Input>) => Promise<Weighed>;
  write: (
    tx: Tx,
    input: z.output<Input>,
    weighed: Weighed,
    held: Held,
    why: z.output<typeof Why>,
  ) => Promise<Accounted<NoInfer<P>, Data>>;
}): PreviewedChange<z.input<Input>, z.output<Input>, Weighed["plan"], Data> {
  const change = door(definition, async (_: Actor, asked: Confirmed<z.input<Input>>) => {
    const [input, { preview, ...why }] = readInput(asked, Input, WhyAndPreview);
    return async (tx) => {
      const held = await holdAll(tx, (db) => hold(db, input));
      const weighed = await weigh(tx, input);
      obey(weighed.plan, preview);
      return withWhy(why, await write(tx, input, weighed, held, why));
    };
  });
  return Object.assign(change, {
    // Only the plan leaves the server, because the other facts hold whole rows.
    async weigh(db: Reader, input: z.output<Input>) {
      const { plan } = await weigh(db, input);
      return { plan, preview: previewOf(plan) };
    },
    read: (asked: z.input<Input>) => readInput(asked, Input)[0],
  });
}

async function prepared<Input, Work>(
  prepare: ((input: Input, actor: Actor) => Promise<Work>) | undefined,
  input: Input,
  actor: Actor,
): Promise<Work> {
  if (prepare) return prepare(input, actor);
  // Without `prepare`, the work is the input itself, which is the default of `Work` above.
  return input as unknown as Work;
}

function withWhy<P extends Permission, Data>(
  why: z.output<typeof Why>,
  { data, audit }: Accounted<P, Data>,
): Written<P, Data> {
  return { data, audit: [audit].flat().map((fact) => ({ ...fact, ...why })) };
}
