import "server-only";
import { ReadableStream, TransformStream } from "node:stream/web";
import type { Reader } from "@/db/client";
import type { readSnapshot } from "@/db/snapshot";

/**
 * Rows read a batch at a time, all of one moment. The snapshot stays open while they are taken and ends with the last
 * of them, or when nobody wants more.
 */
export async function* snapshotRows<Row>(
  read: typeof readSnapshot,
  batches: (db: Reader) => AsyncIterable<Row[]>,
): AsyncGenerator<Row> {
  const { readable, writable } = new TransformStream<Row[], Row[]>();
  // What fails here fails the stream, and with it whoever takes the rows.
  read((db) => ReadableStream.from(batches(db)).pipeTo(writable)).catch((error) => writable.abort(error));
  for await (const batch of readable) yield* batch;
}
