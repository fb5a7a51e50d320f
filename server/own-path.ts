import { addresses } from "@/domain/addresses";
import { env } from "@/env";

/** Where to go after signing in. With an address on another site, this page could lead people astray. */
export function ownPath(asked: string | string[] | undefined): string {
  const base = new URL(env.NEXTAUTH_URL);
  const path = [asked].flat()[0] ?? addresses.accounts();
  const url = new URL(URL.canParse(path, base) ? path : addresses.accounts(), base);
  const isOwn =
    url.origin === base.origin && !url.pathname.startsWith("//") && !["/", addresses.signIn()].includes(url.pathname);
  return isOwn ? url.pathname + url.search : addresses.accounts();
}
