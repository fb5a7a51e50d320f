import { membersOf } from "@/components/organization-figures";
import { DefinitionList } from "@/components/ui/definition-list";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { OrganizationDetail } from "@/db/queries/organizations";
import { addresses } from "@/domain/addresses";
import { formatNumber } from "@/domain/format";

type Props = { organization: OrganizationDetail };

const none = <span className="font-normal text-text-muted">none</span>;

/** What is known of an organization. Its old plan is a record and has no effect in an account. */
export function OrganizationFacts({ organization }: Props) {
  const { account, serviceId, importedAt, planSeatCount, stripeCustomerId, stripeSubscriptionId, people, logins } =
    organization;
  return (
    <DefinitionList
      label="Organization"
      items={[
        {
          term: "Account",
          value: account ? <Link href={addresses.account(account.id).overview}>{account.name}</Link> : none,
        },
        { term: "Id", value: serviceId ? <code className="select-all">{serviceId}</code> : none },
        { term: "As of", value: importedAt ? <Time at={importedAt} /> : "never imported" },
        { term: "Members", value: membersOf({ importedAt, people, logins }) },
        { term: "Old plan seats", value: planSeatCount === null ? none : formatNumber(planSeatCount) },
        { term: "Stripe customer", value: <Stripe kind="customers" id={stripeCustomerId} /> },
        { term: "Stripe subscription", value: <Stripe kind="subscriptions" id={stripeSubscriptionId} /> },
      ]}
    />
  );
}

function Stripe({ kind, id }: { kind: "customers" | "subscriptions"; id: string | null }) {
  if (id === null) return none;
  return (
    <Link href={`https://dashboard.stripe.com/${kind}/${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">
      <code>{id}</code>
    </Link>
  );
}
