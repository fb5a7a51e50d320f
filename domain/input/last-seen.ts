import { z } from "zod";
import { quoted } from "../problems";

const Moment = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: -1 }),
]);

const day = 24 * 60 * 60 * 1000;
const earliest = Date.UTC(2000, 0, 1);

/** When a source says a login was last seen, in ISO 8601. A date begins at midnight UTC; a time names its zone. */
export function readLastSeen(text: string, now: Date): { at: Date } | { problem: string } {
  const moment = Moment.safeParse(text.toUpperCase());
  const correct = "Correct it or leave it blank.";
  if (!moment.success) {
    return {
      problem: `${quoted(text)} is not an ISO 8601 time such as 2026-11-23 or 2026-11-23T09:30:00Z. ${correct}`,
    };
  }
  const at = new Date(moment.data);
  if (at.getTime() < earliest) return { problem: `${quoted(text)} is before the year 2000. ${correct}` };
  if (at.getTime() > now.getTime() + day) return { problem: `${quoted(text)} is in the future. ${correct}` };
  return { at };
}
