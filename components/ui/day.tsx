import { formatDay } from "@/domain/format";

/** A day in UTC, given as "2026-11-23". */
export function Day({ day }: { day: string }) {
  return (
    <time dateTime={day} title={`${day}, UTC`}>
      {formatDay(new Date(day))}
    </time>
  );
}
