import { type MessagePort, parentPort } from "node:worker_threads";
import { DomainError } from "@/domain/errors";
import type { RosterSet } from "@/domain/rosters";
import { type ReadingOptions, type RosterFile, readRosters } from "./read-rosters";

/** What is to be read, and where its parts go. */
export type ReadingRequest = { files: RosterFile[]; options: ReadingOptions; parts: MessagePort };

/** The answer to a request: how many parts there are to take, all of them sent; or why there are none. */
export type ReadingAnswer = { partCount: number } | { refusal: Pick<DomainError, "code" | "message" | "fields"> };

/** A set without its two long lists, or a piece of these: small, since to take it holds the thread that asked. */
export type RosterPart = RosterSet | Pick<RosterSet, "owners"> | Pick<RosterSet, "memberships">;

const rowsOfPart = 2_000;

/** Reads what it is asked to, one request after another, for as long as the thread lives. */
export function answerReadings(): void {
  parentPort?.on("message", (request: ReadingRequest) => parentPort?.postMessage(answer(request)));
}

function answer({ files, options, parts }: ReadingRequest): ReadingAnswer {
  try {
    return { partCount: send(readRosters(files, options), parts) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, fields } = error;
    return { refusal: { code, message, fields } };
  }
}

function send(rosters: RosterSet, parts: MessagePort): number {
  const { owners, memberships, sources } = rosters;
  let partCount = 0;
  function post(part: RosterPart, moved: ArrayBuffer[] = []) {
    parts.postMessage(part, moved);
    partCount++;
  }
  const { sourceOfRow, lineOfRow, saidBy, decidedBy } = sources;
  const moved = [sourceOfRow, lineOfRow, saidBy, decidedBy].map(({ buffer }) => buffer);
  post({ ...rosters, owners: [], memberships: [] }, moved);
  for (let start = 0; start < owners.length; start += rowsOfPart) {
    post({ owners: owners.slice(start, start + rowsOfPart) });
  }
  for (let start = 0; start < memberships.length; start += rowsOfPart) {
    post({ memberships: memberships.slice(start, start + rowsOfPart) });
  }
  return partCount;
}
