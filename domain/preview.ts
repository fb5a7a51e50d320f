import { canonicalJson } from "./canonical-json";
import { DomainError } from "./errors";

/** What a plan may hold. Dates, maps, and sets don't compile: as JSON they could not be compared. */
type Shown = string | number | boolean | null | undefined | readonly Shown[] | { readonly [name: string]: Shown };

export type PlanRefusal = {
  readonly message: string;
  /** The field of the form that has to change. */
  readonly field?: string;
  /** The change would have no effect. A person who saw a preview gets the reason; a job gets an empty answer instead. */
  readonly hasNoEffect?: boolean;
};

/** What a change would do. The preview shows the plan, and the change carries out that plan or none. */
export type Plan = { readonly [name: string]: Shown } & { readonly refusal?: PlanRefusal };

/** One opaque word for a whole plan, the same on the server and in the browser. It differs as soon as the plan does. */
export function previewOf(plan: Plan): string {
  return canonicalJson(plan);
}

/** In place of a preview, from a caller that looks at none: a job, a command, an API client that says so. */
export const anyPreview = "any";

/** The facts changed between the preview and the click, so nothing was done. `plan` is what the change would do now. */
export class PreviewChanged extends DomainError {
  constructor(readonly plan: Plan) {
    super(
      "preview_changed",
      plan.refusal?.message ?? "The numbers have changed since this preview. Check them again, then confirm.",
    );
  }
}

/** Refuses a plan that nobody was shown, then a plan that may not be carried out. */
export function obey(plan: Plan, preview: string): void {
  const isUnseen = preview === anyPreview;
  if (!isUnseen && preview !== previewOf(plan)) throw new PreviewChanged(plan);
  if (!plan.refusal || (isUnseen && plan.refusal.hasNoEffect)) return;
  const { message, field } = plan.refusal;
  throw new DomainError("precondition_failed", message, field === undefined ? undefined : { [field]: [message] });
}
