import { addresses } from "@/domain/addresses";
import { refusalMark } from "@/domain/front-door.mjs";
import type { Activate } from "@/domain/imports";
import type { Refusal, Result } from "@/domain/result";

const uploaded = { message: "Read the files. Nothing is imported yet", facts: [], viewHref: null, undoHref: null };

type Upload = {
  files: { path: string; organization: string | undefined; file: File }[];
  /** Missing if no one chose. */
  activate: Activate | undefined;
  allowShrink: boolean;
  /** Told how much of the upload has left, from 0 to 1. */
  onProgress: (sent: number) => void;
};

/** Sends rosters to `POST /api/imports`, as `server/uploads` reads them: a line that names the files, then the files. */
export async function uploadRosters({ files, onProgress, ...options }: Upload): Promise<Result<{ importId: number }>> {
  const names = files.map(({ path, organization, file }) => ({ path, organization, size: file.size }));
  const head = `${JSON.stringify({ ...options, files: names })}\n`;
  const { status, text } = await send(new Blob([head, ...files.map(({ file }) => file)]), onProgress);
  // Of the front door, or of nobody: `useAction` says which.
  if (status === 500 || text.startsWith(refusalMark)) throw new Error(text);
  const answer: { importId: number } | (Omit<Refusal, "message"> & { error: string }) = JSON.parse(text);
  if ("importId" in answer) return { ok: true, data: answer, changeId: null, confirmation: uploaded };
  const { error: message, code = "conflict", fields } = answer;
  return { ok: false, error: { code, message, fields } };
}

/** `fetch` does not tell how much of a body has left. What keeps the server from answering is the same TypeError. */
function send(body: Blob, onProgress: Upload["onProgress"]): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", addresses.api.imports);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(new TypeError("The server did not answer."));
    request.send(body);
  });
}
