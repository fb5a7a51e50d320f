import { Building2, Layers, type LucideIcon, User } from "lucide-react";
import { formatNumber } from "@/domain/format";
import type { SearchKind, SearchResult } from "@/domain/search";

/** How the hits of a kind are headed, and what more of them are called. */
export const searchKindFaces: Record<SearchKind, { title: string; Icon: LucideIcon }> = {
  account: { title: "Accounts", Icon: Layers },
  organization: { title: "Organizations", Icon: Building2 },
  person: { title: "People", Icon: User },
};

export const moreInWords = (kind: SearchKind, text: string) =>
  `More ${searchKindFaces[kind].title.toLowerCase()} called “${text}”`;

export function resultInWords({ text, groups }: SearchResult): string {
  const hits = groups.reduce((sum, group) => sum + group.hits.length, 0);
  if (hits === 0) return `Nothing is called “${text}”.`;
  return `${formatNumber(hits)} found${groups.some(({ moreHref }) => moreHref !== null) ? ", and more" : ""}`;
}
