import "server-only";
import { auditedTransaction } from "@/db/audited-transaction";
import { Places } from "@/db/places";
import { insertStagedImport } from "@/db/queries/imports";
import { refuseInput } from "@/domain/bounded-input";
import { DomainError } from "@/domain/errors";
import { StageImport } from "@/domain/input/imports";
import { authorize } from "@/domain/permissions";
import { invalidInput, type Refusal } from "@/domain/result";
import { prepareImport } from "../rosters/import-previews";
import type { StaffActor } from "../session";
import { UploadReader } from "./upload-reader";

// Next.js may load this module twice. Each upload holds its 50 MB for as long as it takes to arrive.
const shared = globalThis as typeof globalThis & { consoleUploads?: Places; consoleUploading?: Set<string> };
shared.consoleUploads ??= new Places(2, "Others are uploading rosters right now. Try again in a minute.");
shared.consoleUploading ??= new Set();
const [uploads, uploading] = [shared.consoleUploads, shared.consoleUploading];

const second = "Another upload of yours is under way. Wait for it, or close its page, then try again.";

type Staged = { ok: true; importId: number } | { ok: false; error: Refusal };

/**
 * Stores rosters, and a preview of what they would do, until they are confirmed. Files that cannot be read are refused and
 * not stored. A person without permission is refused before anything is read.
 */
export async function stageUpload(staff: StaffActor, body: ReadableStream<Uint8Array> | null): Promise<Staged> {
  authorize(staff, "roster.import");
  if (uploading.has(staff.id)) throw new DomainError("conflict", second);
  uploading.add(staff.id);
  try {
    return await uploads.hold(() => receive(staff, body));
  } finally {
    uploading.delete(staff.id);
  }
}

async function receive(staff: StaffActor, body: ReadableStream<Uint8Array> | null): Promise<Staged> {
  const upload = new UploadReader(body);
  const head = await upload.head();
  const refusal = refuseInput(head);
  if (refusal) throw new DomainError("invalid_input", refusal);
  const parsed = StageImport.safeParse(head);
  if (!parsed.success) return { ok: false, error: invalidInput(parsed.error) };

  const { files, ...options } = parsed.data;
  const rosters: { path: string; organization: string | undefined; content: Uint8Array }[] = [];
  for (const { path, organization, size } of files) {
    rosters.push({ path, organization: organization || undefined, content: await upload.content(size) });
  }
  const prepared = await prepareImport(staff, rosters, options);
  const importId = await auditedTransaction(staff, "roster.import", async (tx) => ({
    data: await insertStagedImport(tx, { actor: staff, ...prepared }),
    // Nothing has changed: the audit rows come with the confirmation.
    audit: [],
  }));
  return { ok: true, importId };
}
