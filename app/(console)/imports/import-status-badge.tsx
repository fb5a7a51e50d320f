import { Badge, type Tone } from "@/components/ui/badge";
import type { ImportStatus } from "@/domain/imports";

const tones: Record<ImportStatus, Tone> = { staged: "warning", done: "ok", failed: "danger", discarded: "neutral" };

export const importStatusNames: Record<ImportStatus, string> = {
  staged: "Staged",
  done: "Done",
  failed: "Failed",
  discarded: "Discarded",
};

export function ImportStatusBadge({ status }: { status: ImportStatus }) {
  return <Badge tone={tones[status]}>{status}</Badge>;
}
