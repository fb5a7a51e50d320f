import "server-only";
import { ReadableStream, TransformStream } from "node:stream/web";
import type { Reader } from "@/db/executor";
import { longWork } from "@/db/places";
import type { readSnapshot } from "@/db/snapshot";

/** How long a download may stand still. A paused download holds one of few connections. */
const patience = 60 * 1000;

/**
 * Rows of one moment, read in batches. The snapshot stays open until the last row is taken, the reader stops, or the
 * reader has taken nothing for too long; then the rows break off.
 */
export async function* snapshotRows<Row>(
  read: typeof readSnapshot,
  batches: (db: Reader) => AsyncIterable<Row[]>,
  milliseconds = patience,
): AsyncGenerator<Row> {
  const { readable, writable } = new TransformStream<Row[], Row[]>();
  const state = { isWhole: false, isStalled: false };
  // A failure here fails the stream, and with it the reader.
  longWork
    .hold(() => read((db) => ReadableStream.from(batches(db)).pipeTo(writable)))
    .then(() => {
      state.isWhole = true;
    })
    .catch((error) => writable.abort(error));
  const reader = readable.getReader();
  // A canceled stream ends like a complete one. Failing it first tells the reader.
  const breakOff = () => {
    state.isStalled = !state.isWhole;
    reader.cancel().catch(() => {});
  };
  try {
    for (;;) {
      const { value: batch, done } = await reader.read();
      if (state.isStalled) throw new Error("The download was broken off because nothing was read for too long.");
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
