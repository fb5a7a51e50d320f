import { z } from "zod";
import { quoted } from "../problems";
import { readWrittenDate } from "../written-dates";

const Moment = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: -1 }),
  z.iso.datetime({ local: true }).transform((text) => `${text}Z`),
]);

const day = 24 * 60 * 60 * 1000;
const earliest = Date.UTC(2000, 0, 1);
const understood = "Write it like 2026-11-23 or 2026-11-23T09:30:00Z, or leave it blank.";

/**
 * When a source says a login was last seen: in ISO 8601, or as a spreadsheet writes dates, if that has one meaning. A date
 * begins at midnight, and a time without a zone is in UTC.
 */
export function readLastSeen(text: string, now: Date): { at: Date } | { problem: string } {
  const [first, second] = momentsFrom(text);
  if (!first) return { problem: `${quoted(text)} is not a date that can be read. ${understood}` };
  if (second) return { problem: `${quoted(text)} can mean ${dayOf(first)} or ${dayOf(second)}. ${understood}` };
  if (first.getTime() < earliest) return { problem: `${quoted(text)} is before the year 2000. ${understood}` };
  if (first.getTime() > now.getTime() + day) return { problem: `${quoted(text)} is in the future. ${understood}` };
  return { at: first };
}

function momentsFrom(text: string): Date[] {
  const written = isoMoment(text.toUpperCase());
  return written ? [written] : readWrittenDate(text).flatMap((date) => isoMoment(date) ?? []);
}

function isoMoment(text: string): Date | undefined {
  const moment = Moment.safeParse(text);
  return moment.success ? new Date(moment.data) : undefined;
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
