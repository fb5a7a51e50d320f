import type postgres from "postgres";
import { accountsSql, companiesSql, organizationsSql } from "./world-companies";
import { drawsSql } from "./world-draws";
import { historySql, ledgerSql } from "./world-history";
import { companyMembershipsSql, otherMembershipsSql } from "./world-memberships";
import { evidenceSql, ownersSql, peopleSql } from "./world-people";
import { worldSize } from "./world-size";

const tables = [
  "accounts",
  "organizations",
  "users",
  "owners",
  "former_logins",
  "memberships",
  "evidence",
  "account_users",
  "account_candidates",
  "known_people",
  "imports",
];

/** Fills a migrated, empty database with a world of this scale, by SQL over sets. */
export async function fillWorld(sql: postgres.Sql, scale: number, say: (what: string) => void): Promise<void> {
  const size = worldSize(scale);
  const steps: [name: string, text: string][] = [
    ["companies", drawsSql + companiesSql(size)],
    ["accounts", accountsSql(size)],
    ["organizations", organizationsSql(size)],
    ["people", peopleSql(size)],
    ["logins", ownersSql(size)],
    ["memberships of companies", companyMembershipsSql(size)],
    ["other memberships", otherMembershipsSql(size)],
    ["evidence", evidenceSql],
    ["ledger", `analyze memberships, owners, organizations, users; ${ledgerSql}`],
    ["history", historySql(size)],
  ];
  await sql.begin(async (tx) => {
    // What is inserted into a table of this transaction need not be logged, and is right by its making: no foreign key
    // is checked a row at a time.
    await tx.unsafe(`
      set local session_replication_role = replica; set local maintenance_work_mem = '1GB'; set local work_mem = '256MB';
      truncate ${tables.join(", ")} cascade`);
    const indexes = await tx<{ name: string; definition: string }[]>`
      select i.indexname as name, i.indexdef as definition from pg_indexes i
      where i.schemaname = 'public' and i.tablename = any(${tables})
        and not exists (select from pg_constraint c where c.conname = i.indexname)`;
    for (const { name } of indexes) await tx`drop index ${tx(name)}`;
    for (const [name, text] of steps) {
      await tx.unsafe(text);
      say(name);
    }
    for (const { definition } of indexes) await tx.unsafe(definition);
    for (const table of ["organizations", "users", "owners"]) {
      await tx`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${tx(table)}))`;
    }
    await tx.unsafe("drop schema world cascade");
    say("indexes");
  });
  await sql.unsafe("vacuum (freeze, analyze)");
  say("statistics");
}
