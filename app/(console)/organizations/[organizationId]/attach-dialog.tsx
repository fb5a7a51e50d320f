"use client";

import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { useNavigate } from "@/components/ui/use-navigate";
import { formatCount } from "@/domain/format";

type Props = {
  login: string;
  text: string;
  /** Each with the address of the preview of attaching to it. */
  found: { id: string; name: string; href: string }[];
  total: number;
  searchHref: string;
  closeHref: string;
  newAccountHref: string;
};

/** Finds the account to attach to. The preview of attaching is on its page. */
export function AttachDialog({ login, text, found, total, searchHref, closeHref, newAccountHref }: Props) {
  const navigate = useNavigate();
  function search(typed: string) {
    const mark = searchHref.includes("?") ? "&" : "?";
    navigate.replace(`${searchHref}${mark}${new URLSearchParams({ attach: typed || " " })}`, { scroll: false });
  }

  return (
    <Dialog title={`Attach ${login}`} onClose={() => navigate.replace(closeHref, { scroll: false })}>
      <Field name="attach" label="Find account" defaultValue={text} onValueChange={search} />
      {found.length > 0 && (
        <ul aria-label="Found" className="flex flex-col divide-y divide-line">
          {found.map(({ id, name, href }) => (
            <li key={id} className="wrap-anywhere py-1.5">
              <Link href={href}>{name}</Link>
            </li>
          ))}
        </ul>
      )}
      <p aria-live="polite" className="text-text-muted">
        {total === 0 && "No accounts match."}
        {total > found.length &&
          `${formatCount(total, "account matches", "accounts match")}; the first ${found.length} are listed.`}
      </p>
      <p>
        <Link href={newAccountHref}>Create a new account with {login}</Link>
      </p>
    </Dialog>
  );
}
