import { SavingsStrip } from "@/components/savings-strip";
import { DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { Section } from "@/components/ui/section";
import type { ClusterAccount, ClusterRow } from "@/db/queries/suggestions/clusters";
import { addresses } from "@/domain/addresses";
import { commonName, commonPrice, evidenceInWords } from "@/domain/clusters";
import { formatCount, formatNumber } from "@/domain/format";
import { unitPriceOf } from "@/domain/money";
import { namesInWords } from "@/domain/names";
import { inOnePool } from "@/domain/savings";

/** As many logins as are read at a glance; the others are counted. */
const shownLogins = 12;

/** Organizations that seem to be of one customer: why, who they are, and what one pool for them would save. */
export function ClusterPanel({ cluster }: { cluster: ClusterRow }) {
  const { accounts, unattached, unattachedCount, chargedSeats, pooledSeats } = cluster;
  const saved = chargedSeats - pooledSeats;
  const price = commonPrice(accounts.map(centsOf));
  const shown = unattached.slice(0, shownLogins);
  const rest = unattachedCount - shown.length;

  const title = namesInWords([...accounts.map(({ name }) => name), ...unattached.map(({ login }) => login)]);

  return (
    <article aria-label={title}>
      <Section title={title} description={evidenceInWords(cluster)} actions={<NextSteps cluster={cluster} />}>
        <DefinitionList
          label="Seats apart and together"
          layout="stats"
          items={[
            { term: "Seats charged today", value: formatNumber(chargedSeats) },
            { term: "Seats in one pool", value: formatNumber(pooledSeats) },
            { term: "Seats saved", value: formatNumber(saved), tone: saved > 0 ? "ok" : undefined },
          ]}
        />
        {price === undefined ? (
          <p className="text-text-muted">{noPriceInWords(accounts.length)}</p>
        ) : (
          <>
            <p className="text-text-muted">What one pool for all of them would cost and save, per month:</p>
            <SavingsStrip label="Money in one pool" account={inOnePool(accounts, cluster)} unitPriceCents={price} />
          </>
        )}
        {accounts.length > 0 && (
          <ul aria-label="Accounts" className="flex flex-wrap gap-x-4 gap-y-1">
            {accounts.map(({ id, name, organizationCount }) => (
              <li key={id} className="wrap-anywhere">
                <Link href={addresses.account(id).overview}>{name}</Link>{" "}
                <span className="text-text-muted">
                  with {formatCount(organizationCount, "organization", "organizations")}
                </span>
              </li>
            ))}
          </ul>
        )}
        {shown.length > 0 && (
          <ul aria-label="In no account" className="flex flex-wrap gap-x-4 gap-y-1">
            <li aria-hidden className="text-text-muted">
              In no account:
            </li>
            {shown.map(({ login, importedAt }) => (
              <li key={login} className="wrap-anywhere">
                {login}
                {!importedAt && <span className="text-text-muted"> never imported</span>}
              </li>
            ))}
            {rest > 0 && <li className="text-text-muted">and {formatNumber(rest)} more</li>}
          </ul>
        )}
      </Section>
    </article>
  );
}

function centsOf({ unitPriceCents, planUnitPriceCents }: ClusterAccount): number | undefined {
  return unitPriceOf({ unitPriceCents }, { unitPriceCents: planUnitPriceCents })?.cents;
}

function noPriceInWords(accounts: number): string {
  if (accounts === 0) return "What one pool would save depends on the price of the account's plan.";
  if (accounts === 1) return "This account has no unit price, so what one pool would save is unknown.";
  return "These accounts do not have one unit price, so what one pool would save is unknown.";
}

/** Each leads to a preview, which says what it would do and is confirmed there. */
function NextSteps({ cluster: { accounts, unattached } }: { cluster: ClusterRow }) {
  if (unattached.length === 0) return null;
  const organizations = unattached.map(({ login }) => login).join(" ");
  const what = formatCount(unattached.length, "organization", "organizations");
  if (accounts.length === 0) {
    const name = commonName(unattached.map(({ login }) => login));
    return <LinkButton href={addresses.newAccount({ organizations, name })}>New account for {what}</LinkButton>;
  }
  return accounts.slice(0, 3).map(({ id, name }) => (
    <LinkButton key={id} href={addresses.account(id).organizations({ organizations })}>
      <span className="max-w-72 truncate">
        Attach {what} to {name}
      </span>
    </LinkButton>
  ));
}
