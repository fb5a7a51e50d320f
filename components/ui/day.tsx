const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A day in UTC, given as "2026-11-23". */
export function Day({ day }: { day: string }) {
  return (
    <time dateTime={day} title={`${day}, UTC`}>
      {days.format(new Date(day))}
    </time>
  );
}
