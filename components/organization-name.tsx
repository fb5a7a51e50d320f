import type { ReactNode } from "react";
import { addresses } from "@/domain/addresses";
import { Link } from "./ui/link";

type Props = { id: number; login: string; children?: ReactNode };

/** An organization's login, which leads to its page, with what else tells it from others. */
export function OrganizationName({ id, login, children }: Props) {
  return (
    <span className="block max-w-60 truncate xl:max-w-none" title={login}>
      <Link href={addresses.organization(id)}>{login}</Link>
      {children && <> {children}</>}
    </span>
  );
}
