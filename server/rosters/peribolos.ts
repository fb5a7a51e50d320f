import { isMap, isScalar, isSeq, type YAMLMap } from "yaml";
import { trimInvisible } from "@/domain/invisible";
import { loginFrom, loginKey } from "@/domain/logins";
import { quoted } from "@/domain/problems";
import { unsaid } from "@/domain/roster-rows";
import type { Reading } from "./reading";
import { parseYaml, type YamlMap } from "./yaml-text";

const lists = ["admins", "members"];

/** Peribolos in both its forms: one organization a file, or a map `orgs`. */
export function readPeribolos(text: string, reading: Reading): void {
  const yaml = parseYaml(text, reading);
  if (!yaml) return;
  const { root, lineOf, resolve } = yaml;
  refuseRepeated(root, ["orgs", ...lists], yaml, reading);

  const organizations = resolve(root.get("orgs", true));
  if (organizations === undefined) {
    const organization = reading.unnamedOrganization();
    if (organization !== undefined) readOrganization(root, organization, yaml, reading);
    return;
  }

  reading.refuseGivenOrganization();
  if (!isMap(organizations)) {
    reading.problem('"orgs" is not a map from organizations to their members.', lineOf(root.get("orgs", true)));
    return;
  }
  refuseRepeated(organizations, undefined, yaml, reading);
  for (const { key, value } of organizations.items) {
    const organization = loginFrom(textOf(key));
    reading.addOrganization(organization, lineOf(key));
    const map = resolve(value);
    if (isMap(map)) {
      refuseRepeated(map, lists, yaml, reading);
      readOrganization(map, organization, yaml, reading);
    } else if (!isBlank(map)) {
      reading.problem(`${quoted(organization)} is not a map with "admins" and "members".`, lineOf(key));
    }
  }
}

/** Both lists of an organization. A file may leave out either, which says nothing of the people who would be in it. */
function readOrganization(map: YAMLMap, organization: string, yaml: YamlMap, reading: Reading): void {
  const merged = map.items.find(({ key }) => textOf(key) === "<<");
  if (merged) reading.problem('"<<" merges another map into this one. Write its lists out.', yaml.lineOf(merged.key));
  readLogins("admin", map, organization, yaml, reading);
  readLogins("member", map, organization, yaml, reading);
}

function readLogins(
  role: "admin" | "member",
  map: YAMLMap,
  organization: string,
  { lineOf, resolve }: YamlMap,
  reading: Reading,
): void {
  const written = map.get(`${role}s`, true) as unknown;
  const list = resolve(written);
  if (written === undefined || isBlank(list)) return;
  if (!isSeq(list)) {
    reading.problem(`"${role}s" is not a list of logins. Write the logins out, one a line.`, lineOf(written));
    return;
  }
  for (const item of list.items) {
    const login = resolve(item);
    const line = lineOf(item);
    if (!isScalar(login)) reading.problem("This is not a login. Write logins out, one a line.", line);
    else {
      const { source } = reading;
      reading.addRow({ ...unsaid, source, line, organization, login: loginFrom(String(login.value)), role });
    }
  }
}

/** The parser's own check compares each key with each. */
function refuseRepeated(map: YAMLMap, keys: string[] | undefined, { lineOf }: YamlMap, reading: Reading): void {
  const seen = new Set<string>();
  for (const { key } of map.items) {
    const name = textOf(key);
    if (keys && !keys.includes(name)) continue;
    if (seen.has(loginKey(name))) reading.problem(`${quoted(name)} is there twice. Keep one.`, lineOf(key));
    seen.add(loginKey(name));
  }
}

function textOf(key: unknown): string {
  return isScalar(key) ? trimInvisible(String(key.value)) : "";
}

function isBlank(node: unknown): boolean {
  return node === null || (isScalar(node) && node.type === "PLAIN" && ["", "~", "null"].includes(String(node.value)));
}
