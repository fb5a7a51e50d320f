import { formatNumber } from "@/domain/format";

const mostShown = 3;

export function EvidenceList({ evidence }: { evidence: string[] }) {
  const shown = evidence.slice(0, mostShown);
  const more = evidence.length - shown.length;
  return (
    <ul className="min-w-56 max-w-96 whitespace-normal break-words py-1.5 leading-snug">
      {shown.map((words) => (
        <li key={words}>{words}</li>
      ))}
      {more > 0 && <li className="text-text-muted">and {formatNumber(more)} more</li>}
    </ul>
  );
}
