import type postgres from "postgres";

/** A digest of each table, leaving out when signed-in staff were last seen. */
export async function stored(client: postgres.Sql): Promise<Record<string, string | null>> {
  const tables = await client<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'staff_sessions'`;
  const digests: Record<string, string | null> = {};
  for (const { name } of tables) {
    const [row] = await client`select md5(string_agg(t::text, ' ' order by t::text)) as digest from ${client(name)} t`;
    digests[name] = row!.digest;
  }
  return digests;
}
