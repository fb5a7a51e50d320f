import { type SQL, sql } from "drizzle-orm";
import { asciiLower } from "@/domain/ascii";
import type { MatchedBy, SearchKind } from "@/domain/search";
import { services } from "@/domain/services";

/** A text column in which parts are found. `from` reads a sample of its table if it is given one. */
export type Source = { by: SQL; id: SQL; text: SQL; table: string; from: (sample: SQL) => SQL };

/** An id that matches only as a whole. */
export type ExactSource = Omit<Source, "by" | "table" | "from"> & {
  by: MatchedBy;
  from: SQL;
  where: (text: string) => SQL;
  service?: SQL;
};

type Place = { sources: Source[]; exact: ExactSource[] };

const nameOrOnce = sql`case when u.merged_into_id is null then 'name' else 'merged_name' end`;

const ofOwner = (by: MatchedBy, column: SQL): Source => ({
  by: sql`${by}`,
  id: sql`o.user_id`,
  text: column,
  table: "owners",
  from: (sample) => sql`owners o ${sample}`,
});

/** The index on ids begins with the service. */
const withServiceId = (table: SQL) => (text: string) => {
  const named = services.map((service) => sql`${service}::service`);
  return sql`${table}.service in (${sql.join(named, sql`, `)}) and ${table}.service_id = ${text}`;
};

/** Where each kind of result is searched. */
export const places: Record<SearchKind, Place> = {
  account: {
    sources: [
      {
        by: sql`'name'`,
        id: sql`a.id`,
        text: sql`a.name`,
        table: "accounts",
        from: (sample) => sql`accounts a ${sample}`,
      },
    ],
    exact: [{ by: "id", id: sql`a.id`, text: sql`a.id`, from: sql`accounts a`, where: (text) => sql`a.id = ${text}` }],
  },
  organization: {
    sources: [
      {
        by: sql`'name'`,
        id: sql`g.id`,
        text: sql`g.login`,
        table: "organizations",
        from: (sample) => sql`(select * from organizations ${sample} where removed_at is null) as g`,
      },
    ],
    exact: [
      {
        by: "service_id",
        id: sql`g.id`,
        text: sql`g.service_id`,
        service: sql`g.service`,
        from: sql`organizations g`,
        where: withServiceId(sql`g`),
      },
      {
        by: "stripe_customer",
        id: sql`g.id`,
        text: sql`g.stripe_customer_id`,
        from: sql`organizations g`,
        where: (text) => sql`g.stripe_customer_id = ${text}`,
      },
      {
        by: "stripe_subscription",
        id: sql`g.id`,
        text: sql`g.stripe_subscription_id`,
        from: sql`organizations g`,
        where: (text) => sql`g.stripe_subscription_id = ${text}`,
      },
    ],
  },
  person: {
    sources: [
      { by: nameOrOnce, id: sql`u.id`, text: sql`u.name`, table: "users", from: (sample) => sql`users u ${sample}` },
      ofOwner("login", sql`o.login`),
      ofOwner("email", sql`o.email`),
      {
        by: sql`'former_login'`,
        id: sql`o.user_id`,
        text: sql`f.login`,
        table: "former_logins",
        from: (sample) => sql`former_logins f ${sample} join owners o on o.id = f.owner_id`,
      },
    ],
    exact: [
      {
        by: "verified_email",
        id: sql`o.user_id`,
        text: sql`e.value`,
        from: sql`evidence e join owners o on o.id = e.owner_id`,
        where: (text) => sql`e.kind = 'verified_email' and e.key = ${asciiLower(text)}`,
      },
      {
        by: "service_id",
        id: sql`o.user_id`,
        text: sql`o.service_id`,
        service: sql`o.service`,
        from: sql`owners o`,
        where: withServiceId(sql`o`),
      },
    ],
  },
};
