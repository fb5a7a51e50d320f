import { namesInWords } from "./names";
import type { PlanRefusal } from "./preview";
import { type Service, serviceNames } from "./services";

/**
 * What decides whether an import may have made up an organization. Only imports bring an organization without an id, so
 * one that has none, and nothing else below, is known from imports alone.
 */
export type OrganizationOrigin = {
  login: string;
  service: Service;
  serviceId: string | null;
  isInAccount: boolean;
  /** Whether it was in an account before. */
  wasInAccount: boolean;
  hasOldPlan: boolean;
};

type Named = Pick<OrganizationOrigin, "login" | "service" | "serviceId">;

/** S13: an organization with a history here cannot be removed. */
export function refuseRemoval({ login, service, ...origin }: OrganizationOrigin): string | undefined {
  const reasons = [
    origin.serviceId !== null && `has an id on ${serviceNames[service]}`,
    origin.isInAccount ? "is in an account" : origin.wasInAccount && "was in an account",
    origin.hasOldPlan && "has an old plan",
  ].filter((reason) => reason !== false);
  return reasons.length > 0 ? `${login} cannot be removed: it ${namesInWords(reasons)}.` : undefined;
}

export type RenamePlan = { before: string; after: string; refusal: PlanRefusal | undefined };

/** The form calls this at every key, and the change before it writes. */
export function planRename(organization: Named, typed: string): RenamePlan {
  const after = typed.trim();
  return { before: organization.login, after, refusal: refuseRename(organization, after) };
}

function refuseRename({ login, service, serviceId }: Named, name: string): PlanRefusal | undefined {
  if (serviceId !== null) {
    return { message: `${login} has an id on ${serviceNames[service]}, so its name comes from there.` };
  }
  if (name === "") return { message: "Enter its name.", field: "login" };
  if (name === login) return { message: "This is its name already.", field: "login" };
  const invalid = refuseName(service, name);
  return invalid ? { message: invalid, field: "login" } : undefined;
}

/** Old names on GitHub may begin or end with a hyphen, or have two in a row. */
function refuseName(service: Service, name: string): string | undefined {
  if (service === "github") {
    if (/^[a-z\d-]{1,39}$/i.test(name)) return undefined;
    return "A GitHub organization has letters, digits and hyphens, at most 39 characters.";
  }
  return /^[\w.-]{1,255}$/.test(name) ? undefined : "Use letters, digits, hyphens, dots and underscores.";
}

/** Members are logins. */
export type RemovalPlan = { login: string; members: number; activated: number; refusal: PlanRefusal | undefined };

export function planRemoval(
  origin: OrganizationOrigin,
  { members, activated }: { members: number; activated: number },
): RemovalPlan {
  const message = refuseRemoval(origin);
  return { login: origin.login, members, activated, refusal: message === undefined ? undefined : { message } };
}
