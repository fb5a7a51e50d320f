import "server-only";
import { ReadableStream, TransformStream } from "node:stream/web";
import type { Reader } from "@/db/executor";
import { longWork } from "@/db/places";
import type { readSnapshot } from "@/db/snapshot";

/** So long a download may stand still. Whoever paused it would else hold a connection, of which there are few. */
const patience = 60 * 1000;

/**
 * Rows read a batch at a time, all of one moment. The snapshot stays open while they are taken and ends with the last
 * of them, when nobody wants more, or when nobody took the rest of a batch for too long: then they break off.
 */
export async function* snapshotRows<Row>(
  read: typeof readSnapshot,
  batches: (db: Reader) => AsyncIterable<Row[]>,
  milliseconds = patience,
): AsyncGenerator<Row> {
  const { readable, writable } = new TransformStream<Row[], Row[]>();
  const state = { isWhole: false, isStalled: false };
  // What fails here fails the stream, and with it whoever takes the rows.
  longWork
    .hold(() => read((db) => ReadableStream.from(batches(db)).pipeTo(writable)))
    .then(() => {
      state.isWhole = true;
    })
    .catch((error) => writable.abort(error));
  const reader = readable.getReader();
  // Cancelled, the stream ends like one that is whole; failed before, it says so to whoever reads on.
  const breakOff = () => {
    state.isStalled = !state.isWhole;
    reader.cancel().catch(() => {});
  };
  try {
    for (;;) {
      const { value: batch, done } = await reader.read();
      if (state.isStalled) throw new Error("Nobody took the rows for so long that the download was broken off.");
      if (done) return;
      const timer = setTimeout(breakOff, milliseconds);
      try {
        yield* batch;
      } finally {
        clearTimeout(timer);
      }
    }
  } finally {
    await reader.cancel();
  }
}
