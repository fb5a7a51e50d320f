import { expect, test } from "vitest";
import { routesOf } from "@/test/app-routes";
import { addresses } from "./addresses";

const account = addresses.account("okto");
const api = addresses.api.account("okto");

const table: [built: string, expected: string][] = [
  [addresses.accounts(), "/accounts"],
  [addresses.accounts({ q: "north", plan: "", status: "all" }), "/accounts?q=north&status=all"],
  [addresses.accounts({ check: ["okto", "nwind"] }), "/accounts?check=okto&check=nwind"],
  [addresses.newAccount({ organizations: "acme beta" }), "/accounts/new?organizations=acme+beta"],

  [account.overview, "/accounts/okto"],
  [account.auditLog({ change: "c0ffee" }), "/accounts/okto/audit-log?change=c0ffee"],
  [account.unseenPeople({ show: "unknown" }), "/accounts/okto/people/inactive?show=unknown"],
  [account.organizations({ move: 7, to: "kest" }), "/accounts/okto/organizations?move=7&to=kest"],
  [account.overlap({ exact: "7,8" }), "/accounts/okto/overlap?exact=7%2C8"],
  [account.people({ organization: 7, page: undefined }), "/accounts/okto/people?organization=7"],
  [
    account.people({ activate: "selected", person: [7, 8] }),
    "/accounts/okto/people?activate=selected&person=7&person=8",
  ],
  [account.seatHistory({ from: "2026-01-01" }), "/accounts/okto/seats/history?from=2026-01-01"],
  [account.seats(), "/accounts/okto/seats"],
  [account.undo("c0ffee", { show: "restored" }), "/accounts/okto/audit-log/undo/c0ffee?show=restored"],

  [addresses.organizations({ q: "acme" }), "/organizations?q=acme"],
  [addresses.organizationSuggestions({ evidence: "stripe" }), "/organizations/suggestions?evidence=stripe"],
  [addresses.people({ q: "ann & lee" }), "/people?q=ann+%26+lee"],
  [addresses.person(7), "/people/7"],
  [addresses.person(7, { mark: 8, bot: "yes" }), "/people/7?mark=8&bot=yes"],
  [addresses.likelyBots({ page: 2 }), "/people/likely-bots?page=2"],
  [addresses.samePeople({ join: "7-8" }), "/people/suggestions?join=7-8"],

  [addresses.alerts({ add: "webhook" }), "/alerts?add=webhook"],
  [addresses.auditLog({ q: "who" }), "/audit-log?q=who"],
  [addresses.backgroundWork, "/staff/background"],
  [addresses.deliveries({ webhook: "w1" }), "/alerts/deliveries?webhook=w1"],
  [addresses.import(7), "/imports/7"],
  [addresses.imports({ status: "done" }), "/imports?status=done"],
  [addresses.plans({ change: "users-enterprisem" }), "/plans?change=users-enterprisem"],
  [addresses.search({ q: "ann" }), "/search?q=ann"],
  [addresses.signIn({ callbackUrl: "/accounts?q=a" }), "/sign-in?callbackUrl=%2Faccounts%3Fq%3Da"],
  [addresses.staff, "/staff"],

  [api.overlap({ list: "pairs" }), "/api/accounts/okto/overlap?list=pairs"],
  [api.people({ status: "waiting" }), "/api/accounts/okto/people?status=waiting"],
  [api.peopleByOrganization(), "/api/accounts/okto/people-by-organization"],
  [api.seatHistory({ to: "2026-01-31" }), "/api/accounts/okto/seat-history?to=2026-01-31"],
  [addresses.api.accounts({ seats: "over" }), "/api/accounts?seats=over"],
  [addresses.api.import(7), "/api/imports/7"],
  [addresses.api.imports, "/api/imports"],
  [addresses.api.organizations({ q: "acme" }), "/api/organizations?q=acme"],
  [addresses.api.search({ q: "ann" }), "/api/search?q=ann"],
];

test.each(table)("%s is %s", (built, expected) => {
  expect(built).toBe(expected);
});

test("what is in a segment stays in it", () => {
  const { overview, undo } = addresses.account("a/b?c#d");
  expect(overview).toBe("/accounts/a%2Fb%3Fc%23d");
  expect(undo("../x")).toBe("/accounts/a%2Fb%3Fc%23d/audit-log/undo/..%2Fx");
  expect(addresses.person("7/8")).toBe("/people/7%2F8");
  expect(addresses.api.account("a/b").people()).toBe("/api/accounts/a%2Fb/people");
});

/** The path of everything that can be built, with "id" for each id. A page takes it for its query, which is cut off. */
function pathsOf(built: unknown): string[] {
  if (typeof built === "string") return [built.replace(/\?.*/, "")];
  if (typeof built === "function") return pathsOf(built("id"));
  return Object.values(Object(built)).flatMap(pathsOf);
}

/** Routes that nothing links to: what no page answers, where next-auth signs people in, and what only machines ask. */
const unlinked = ["/[...missing]", "/api/auth/[...nextauth]", "/api/health"];

test("every page and every route has its address, and every address has its page or route", () => {
  const routes = [
    ...routesOf("page.tsx", "app/(console)"),
    ...routesOf("page.tsx", "app/sign-in"),
    ...routesOf("route.ts", "app/api"),
  ];
  expect(routes).toEqual(expect.arrayContaining(unlinked));
  const linked = routes.filter((route) => !unlinked.includes(route));
  expect(pathsOf(addresses).sort()).toEqual(linked.map((route) => route.replace(/\[\w+\]/g, "id")).sort());
});
