import "server-only";
import { Places } from "@/db/places";
import { DomainError } from "@/domain/errors";
import type { Activate } from "@/domain/imports";
import { StageImport } from "@/domain/input/imports";
import { authorize } from "@/domain/permissions";
import { readInput } from "../read-input";
import type { RosterFile } from "../rosters/read-rosters";
import type { StaffActor } from "../session";
import { UploadReader } from "./upload-reader";

// Next.js may load this module twice. An upload holds up to 50 MB while it arrives.
const shared = globalThis as typeof globalThis & { consoleUploads?: Places; consoleUploading?: Set<string> };
shared.consoleUploads ??= new Places(2, "Other people are uploading rosters right now. Try again in a minute.");
shared.consoleUploading ??= new Set();
const [uploads, uploading] = [shared.consoleUploads, shared.consoleUploading];

const second = "Another upload of yours is in progress. Wait for it or close its page, and try again.";

export type Upload = { files: RosterFile[]; options: { activate?: Activate; allowShrink: boolean } };

/**
 * Receives the rosters that a person uploads, and passes them on. The upload keeps its place until `use` has ended. A
 * person without permission is refused before anything is read.
 */
export async function receiveUpload<T>(
  staff: StaffActor,
  body: ReadableStream<Uint8Array> | null,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  authorize(staff, "roster.import");
  if (uploading.has(staff.id)) throw new DomainError("conflict", second);
  uploading.add(staff.id);
  try {
    return await uploads.hold(async () => use(await receive(body)));
  } finally {
    uploading.delete(staff.id);
  }
}

async function receive(body: ReadableStream<Uint8Array> | null): Promise<Upload> {
  const upload = new UploadReader(body);
  const [{ files: named, ...options }] = readInput(await upload.head(), StageImport);
  const files: RosterFile[] = [];
  for (const { path, organization, size } of named) {
    files.push({ path, organization: organization || undefined, content: await upload.content(size) });
  }
  return { files, options };
}
