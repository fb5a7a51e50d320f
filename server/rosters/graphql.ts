import { quoted } from "@/domain/problems";
import { JsonArray, JsonObject, type JsonValue } from "./json-text";

/** One answer of GitHub's GraphQL API about an organization: who is in it, and whether there is more. */
export type MembersPage = {
  line: number;
  /** The organization's login, if the query asked for it. */
  organization: string | undefined;
  people: JsonArray;
  /** Undefined if the query did not ask. */
  hasNextPage: boolean | undefined;
  totalCount: number | undefined;
};

/** The members in an answer of GraphQL; undefined for other objects. */
export function membersPageIn(answer: JsonObject): MembersPage | undefined {
  const organization = objectIn(objectIn(answer, "data") ?? answer, "organization");
  const members = organization && connectionIn(organization);
  if (!organization || !members) return undefined;
  const login = organization.fields.get("login");
  const totalCount = members.fields.get("totalCount");
  const hasNextPage = objectIn(members, "pageInfo")?.fields.get("hasNextPage");
  return {
    line: members.line,
    organization: typeof login === "string" ? login : undefined,
    people: listIn(members) ?? new JsonArray(),
    hasNextPage: typeof hasNextPage === "boolean" ? hasNextPage : undefined,
    totalCount: typeof totalCount === "number" ? totalCount : undefined,
  };
}

/** `membersWithRole`, or the only list in the answer: a query may call it by another name. */
function connectionIn(organization: JsonObject): JsonObject | undefined {
  const named = objectIn(organization, "membersWithRole");
  if (named) return named;
  const lists = [...organization.fields.values()].filter(isObject).filter(listIn);
  return lists.length === 1 ? lists[0] : undefined;
}

function listIn({ fields }: JsonObject): JsonArray | undefined {
  const list = fields.get("edges") ?? fields.get("nodes");
  return list instanceof JsonArray ? list : undefined;
}

/** A person of an edge: the fields of its node, and its role. */
export function personOfEdge(edge: JsonObject): JsonObject {
  const node = edge.fields.get("node");
  if (!isObject(node)) return edge;
  const person = new JsonObject(edge.line);
  for (const [name, value] of [...edge.fields, ...node.fields]) if (name !== "node") person.fields.set(name, value);
  return person;
}

/** Why an answer of GitHub's API has no people: GitHub says so itself. */
export function errorIn({ fields }: JsonObject): string | undefined {
  const errors = fields.get("errors");
  const [first] = errors instanceof JsonArray ? errors.items : [];
  const said = isObject(first) ? first.fields.get("message") : fields.get("message");
  const isError = isObject(first) || fields.has("documentation_url");
  if (!isError || typeof said !== "string") return undefined;
  return `This is an error of GitHub's API, not a list: ${quoted(said)}. Ask GitHub again.`;
}

function objectIn({ fields }: JsonObject, name: string): JsonObject | undefined {
  const value = fields.get(name);
  return isObject(value) ? value : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof JsonObject;
}
