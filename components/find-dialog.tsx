"use client";

import type { ReactNode } from "react";
import { formatCount, formatNumber } from "@/domain/format";
import { Dialog } from "./ui/dialog";
import { Field } from "./ui/field";
import { Link } from "./ui/link";
import { useNavigate } from "./ui/use-navigate";

type Props = {
  title: string;
  /** The field, and the parameter of the address that says what is searched for. */
  field: { name: string; label: string; hint?: string };
  text: string;
  /** Each with where it leads. */
  found: { id: number | string; name: string; detail?: string; href: string }[];
  /** How many there are in all, and what they are called with their verb: "person matches", "people match". */
  total: number;
  matches: readonly [one: string, many: string];
  /** Said while nothing is found; nothing before anything is searched for. */
  none?: string;
  /** Opens the dialog; the text is added to it. */
  searchHref: string;
  closeHref: string;
  /** Whether what is chosen takes this dialog's place, on the same page. */
  isReplaced?: boolean;
  children?: ReactNode;
};

/** Finds what a step goes on with. What is typed stands in the address, and the page searches. */
export function FindDialog({ title, field, text, found, total, matches, none, isReplaced, ...props }: Props) {
  const { searchHref, closeHref, children } = props;
  const navigate = useNavigate();
  const goTo = (href: string) => navigate.replace(href, { scroll: false });

  return (
    <Dialog title={title} onClose={() => goTo(closeHref)}>
      <Field
        {...field}
        defaultValue={text}
        onValueChange={(typed) => goTo(`${searchHref}&${new URLSearchParams({ [field.name]: typed })}`)}
      />
      {found.length > 0 && (
        <ul aria-label="Found" className="flex flex-col divide-y divide-line">
          {found.map(({ id, name, detail, href }) => (
            <li key={id} className="wrap-anywhere py-1.5">
              <Link href={href} replace={isReplaced} scroll={isReplaced ? false : undefined}>
                {name}
              </Link>
              {detail && <span className="text-text-muted"> {detail}</span>}
            </li>
          ))}
        </ul>
      )}
      <p aria-live="polite" className="text-text-muted">
        {total === 0 && none}
        {total > found.length &&
          `${formatCount(total, ...matches)}; the first ${formatNumber(found.length)} are listed.`}
      </p>
      {children}
    </Dialog>
  );
}
