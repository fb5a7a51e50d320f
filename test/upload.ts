import { POST } from "@/app/api/imports/route";
import type { Activate } from "@/domain/imports";

type Content = string | Uint8Array<ArrayBuffer>;
type Options = { activate?: Activate | undefined; allowShrink?: boolean };

/** Without an organization of its own, a roster of logins is that of the organization that its file is called by. */
export function file(path: string, content: Content, organization = calledBy(path, content)) {
  return { path, organization, content: new Blob([content]) };
}

function calledBy(path: string, content: Content): string | undefined {
  return typeof content === "string" && /^login\b/.test(content) ? path.replace(/\.csv$/, "") : undefined;
}

type Uploaded = ReturnType<typeof file>;

/** What a browser sends for these files. */
export function bodyOf(files: Uploaded[], options: Options = {}): Blob {
  const { activate, allowShrink } = { activate: "none", allowShrink: false, ...options };
  const names = files.map(({ path, organization, content }) => ({ path, organization, size: content.size }));
  const head = `${JSON.stringify({ activate, allowShrink, files: names })}\n`;
  return new Blob([head, ...files.map(({ content }) => content)]);
}

export function upload(body: BodyInit): Promise<Response> {
  // Node asks for `duplex` where a body is a stream; the types of a browser do not know it.
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" };
  return POST(new Request("http://localhost/api/imports", init));
}

/** Uploads files as the signed-in person. Gives the import's id. */
export async function stage(files: Uploaded[], options?: Options): Promise<number> {
  const response = await upload(bodyOf(files, options));
  const answer = await response.json();
  if (response.status !== 201) throw new Error(answer.error);
  return answer.importId;
}
