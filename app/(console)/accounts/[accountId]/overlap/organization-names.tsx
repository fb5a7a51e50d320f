import { shortenNames } from "@/domain/overlap-words";

/** Wraps, and of very many shows the first; the others on hover. */
export function OrganizationNames({ names, separator }: { names: string[]; separator: " + " | ", " }) {
  const all = names.join(separator);
  const short = shortenNames(names, separator);
  return (
    <span className="block whitespace-normal py-1.5 sm:min-w-60" title={short && all}>
      {short ?? all}
    </span>
  );
}
