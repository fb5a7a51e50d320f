import { formatDay } from "@/domain/format";

type Props = { at: Date | string; now?: Date };

const units = [
  { name: "minute", seconds: 60, until: 60 * 60 },
  { name: "hour", seconds: 60 * 60, until: 24 * 60 * 60 },
  { name: "day", seconds: 24 * 60 * 60, until: 7 * 24 * 60 * 60 },
];

/** As people say it, with the exact UTC time on hover. The server's clock decides, so nothing jumps when React starts. */
export function Time({ at, now = new Date() }: Props) {
  const time = new Date(at);
  const exact = time.toISOString();
  return (
    <time dateTime={exact} title={`${exact.slice(0, 19).replace("T", " ")} UTC`} suppressHydrationWarning>
      {inWords(time, now)}
    </time>
  );
}

function inWords(time: Date, now: Date): string {
  const age = (now.getTime() - time.getTime()) / 1000;
  const distance = Math.abs(age);
  if (distance < 60) return age >= 0 ? "just now" : "in less than a minute";
  const unit = units.find(({ until }) => distance < until);
  if (!unit) return `on ${formatDay(time)}`;
  const count = Math.floor(distance / unit.seconds);
  const words = `${count} ${unit.name}${count === 1 ? "" : "s"}`;
  return age >= 0 ? `${words} ago` : `in ${words}`;
}
