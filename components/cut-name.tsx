import { Link } from "./ui/link";

/** A name in a narrow column. The whole of it is its title. */
export function CutName({ name, href }: { name: string; href?: string }) {
  return (
    <span className="block max-w-36 truncate" title={name}>
      {href ? <Link href={href}>{name}</Link> : name}
    </span>
  );
}
