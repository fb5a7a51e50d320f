"use client";

import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { useNavigate } from "@/components/ui/use-navigate";
import { formatCount } from "@/domain/format";
import { namesInWords } from "@/domain/names";

type Props = {
  name: string;
  text: string;
  /** Each with the address of the preview of joining them. */
  found: { id: number; name: string; logins: string[]; href: string }[];
  total: number;
  searchHref: string;
  closeHref: string;
};

/** Finds the person to join with. The preview of the join takes its place. */
export function FindPersonDialog({ name, text, found, total, searchHref, closeHref }: Props) {
  const navigate = useNavigate();
  const search = (typed: string) =>
    navigate.replace(`${searchHref}&${new URLSearchParams({ with: typed })}`, { scroll: false });

  return (
    <Dialog title={`Join with another person: ${name}`} onClose={() => navigate.replace(closeHref, { scroll: false })}>
      <Field
        name="with"
        label="Find person"
        hint="Name, login, e-mail or id."
        defaultValue={text}
        onValueChange={search}
      />
      {found.length > 0 && (
        <ul aria-label="Found" className="flex flex-col divide-y divide-line">
          {found.map((person) => (
            <li key={person.id} className="wrap-anywhere py-1.5">
              <Link href={person.href} replace scroll={false}>
                {person.name}
              </Link>{" "}
              <span className="text-text-muted">{namesInWords(person.logins)}</span>
            </li>
          ))}
        </ul>
      )}
      <p aria-live="polite" className="text-text-muted">
        {text !== "" && total === 0 && "No one matches."}
        {total > found.length &&
          `${formatCount(total, "person matches", "people match")}; the first ${found.length} are listed.`}
      </p>
    </Dialog>
  );
}
