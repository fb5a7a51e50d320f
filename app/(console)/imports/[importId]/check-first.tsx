import { Notice } from "@/components/ui/notice";
import { formatCount, formatNumber } from "@/domain/format";
import type { ImportOutcome } from "@/domain/imports";

const mostNamed = 50;

/** What to check before an import: parts of lists, organizations that are new, and members who stay without a seat. */
export function CheckFirst({ outcome }: { outcome: ImportOutcome }) {
  const { warnings = [], organizations, notActivated = 0 } = outcome;
  const added = organizations.filter(({ isNew }) => isNew).map(({ login }) => login);
  return (
    <>
      {warnings.length > 0 && (
        <Notice tone="warning" title="Check before you import">
          <ul className="list-disc pl-5">
            {warnings.map((warning) => (
              <li key={warning} className="break-words">
                {warning}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {added.length > 0 && (
        <Notice title={formatCount(added.length, "new organization", "new organizations")}>
          <p className="break-words">{namesOf(added)}</p>
          <p className="text-text-muted">
            If you expected an organization that the console knows, discard this import and correct the name.
          </p>
        </Notice>
      )}
      {notActivated > 0 && (
        <p>
          {formatCount(notActivated, "member is", "members are")} not activated and take no seat. To activate them,
          import again with All, or use the account’s People page.
        </p>
      )}
    </>
  );
}

function namesOf(names: string[]): string {
  const hidden = names.length - mostNamed;
  const shown = names.slice(0, mostNamed).join(", ");
  return hidden > 0 ? `${shown} and ${formatNumber(hidden)} more` : shown;
}
