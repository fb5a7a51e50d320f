import type { Restoration } from "@/domain/undo";

/** What has become of an ended activation: its login, its membership and its organization. */
type EndedFacts = {
  isLoginThere: boolean;
  isMember: boolean;
  organizationAccountId: string | null;
  isActivated: boolean;
  /** Nothing has changed the activation since. */
  isAsEnded: boolean;
};

/** If a later change decided on an activation, it stays as it is (S8). */
export function restorationOf(accountId: string, ended: EndedFacts): Restoration {
  if (!ended.isLoginThere) return "login_gone";
  if (!ended.isMember) return "left";
  if (ended.organizationAccountId === null) return "detached";
  if (ended.organizationAccountId !== accountId) return "moved";
  if (ended.isActivated) return "already_active";
  return ended.isAsEnded ? "restored" : "changed_since";
}
