import { addresses } from "@/domain/addresses";
import { Link } from "./ui/link";

type Props = { id: number; name: string; logins: string[] };

/** A person with their logins beside; one who is named after a login has it once. */
export function PersonName({ id, name, logins }: Props) {
  const others = logins.filter((login) => login !== name).join(", ");
  return (
    <div
      className="flex max-w-60 gap-x-2 max-sm:max-w-44 max-sm:flex-col xl:max-w-96"
      title={others ? `${name}: ${others}` : name}
    >
      <span className="max-w-44 shrink-0 truncate xl:max-w-60">
        <Link href={addresses.person(id)}>{name}</Link>
      </span>
      {others && <span className="truncate font-normal text-text-muted">{others}</span>}
    </div>
  );
}
