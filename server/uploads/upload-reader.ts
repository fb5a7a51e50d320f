import { DomainError } from "@/domain/errors";

/** Bytes, for a thousand files with the longest paths. JSON may write a letter as six bytes. */
const headLimit = 2_000_000;

const newline = 0x0a;
const brokenOff = "The upload broke off before it was complete. Try again.";

/** Reads an upload as it arrives: a line of JSON, which names the files and their sizes, then the files themselves. */
export class UploadReader {
  #chunks: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #waiting: Uint8Array = new Uint8Array();

  constructor(body: ReadableStream<Uint8Array> | null) {
    this.#chunks = body?.getReader();
  }

  async head(): Promise<unknown> {
    const pieces: Uint8Array[] = [];
    for (let size = 0; size <= headLimit; ) {
      const chunk = await this.#next();
      const end = chunk.indexOf(newline);
      const piece = end < 0 ? chunk : chunk.subarray(0, end);
      pieces.push(piece);
      size += piece.length;
      if (end < 0) continue;
      this.#waiting = chunk.subarray(end + 1);
      return parse(Buffer.concat(pieces).toString());
    }
    throw new DomainError("invalid_input", "The list of files is too long. Upload fewer files at a time.");
  }

  async content(size: number): Promise<Uint8Array> {
    const content = new Uint8Array(size);
    for (let read = 0; read < size; ) {
      const chunk = await this.#next();
      const piece = chunk.subarray(0, size - read);
      content.set(piece, read);
      read += piece.length;
      this.#waiting = chunk.subarray(piece.length);
    }
    return content;
  }

  async #next(): Promise<Uint8Array> {
    const waiting = this.#waiting;
    this.#waiting = new Uint8Array();
    if (waiting.length > 0) return waiting;
    // If the sender leaves in the middle, the stream is gone and no one reads this refusal.
    const { value } = (await this.#chunks?.read().catch(() => undefined)) ?? {};
    if (!value) throw new DomainError("invalid_input", brokenOff);
    return value;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid_input", "An upload must begin with a line that names its files.");
  }
}
