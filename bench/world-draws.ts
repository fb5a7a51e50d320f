import { firstNames, lastNames, shortName } from "@/db/seed/names";

const industries = `Robotics Energy Analytics Foods Mining Media Airways Press Studio Mutual Logistics Textiles Payments Games
  Optics Shipping Forestry Insurance Pharma Instruments`;
const teams = "web data infra labs mobile platform research security tools docs hardware billing maps search video";
const syllables = `ba be bi bo da de di do fa fe ga go ha he ja jo ka ke ki ko la le li lo ma me mi mo na ne no pa po ra
  re ri ro sa ta to`;

/**
 * What the world is drawn with. Nothing is random: a draw is a hash of who it is for and what it decides, so a world of
 * one scale is the same on every machine.
 */
export const drawsSql = `
  create schema world;
  create function world.draw(n bigint, decides bigint) returns double precision immutable parallel safe
    return (hashint8extended(n, decides) & 4294967295)::double precision / 4294967296;
  create function world.place(names text[], n bigint, decides bigint) returns int immutable parallel safe
    return 1 + floor(world.draw(n, decides) * cardinality(names))::int;
  create function world.pick(names text[], n bigint, decides bigint) returns text immutable parallel safe
    return names[world.place(names, n, decides)];
  create function world.moment(n bigint, decides bigint, days int) returns timestamptz immutable parallel safe
    return to_timestamp(1793491200 - world.draw(n, decides) * days * 86400);
  ${listSql("industries", words(industries))}
  ${listSql("teams", words(teams))}
  ${listSql("syllables", words(syllables))}
  ${listSql("first_names", firstNames)}
  ${listSql("last_names", lastNames)}
  ${listSql("first_logins", firstNames.map(asLogin))}
  ${listSql("last_logins", lastNames.map(asLogin))}
  create function world.syllable(n bigint, digit int) returns text immutable parallel safe
    return (world.syllables())[1 + n / power(40, digit)::bigint % 40];
  create function world.person_name(n bigint, first int, last int, is_bot boolean, code text) returns text immutable parallel safe
    return case when is_bot then code || ' release'
      else (world.first_names())[first] || case when n % 9 = 0 then ' ' || chr(65 + (n % 26)::int) || '.' else '' end
        || ' ' || (world.last_names())[last] end;
  create function world.address(n bigint, code text) returns text immutable parallel safe
    return (world.first_logins())[world.place(world.first_names(), n, 40)] || '.'
      || (world.last_logins())[world.place(world.last_names(), n, 41)] || n || '@' || code || '.example';`;

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** The last word of a name as a company writes it in a login. */
function asLogin(name: string): string {
  return shortName(`x ${name}`).slice(1);
}

function listSql(name: string, list: readonly string[]): string {
  const values = list.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ");
  return `create function world.${name}() returns text[] immutable parallel safe return array[${values}]::text[];`;
}
