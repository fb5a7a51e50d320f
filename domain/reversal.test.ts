import { expect, test } from "vitest";
import { actions } from "./audit-log";
import { type ReversibleEntry, reversalOf, tooOld, whyNotReversible } from "./reversal";

const of = (...entries: ReversibleEntry[]) => reversalOf({ changeId: "c", reason: "A mistake", entries });
const reason = "reason=Undo%3A+A+mistake";
const inAcme = { accountId: "acme", subjectKind: "organization", subjectId: "7" } as const;

test("attaching is undone by detaching all of them, and what was raised with it stays", () => {
  const raised = { action: "seats.change", accountId: "acme", subjectKind: "account", subjectId: "acme" } as const;
  const attached = { ...inAcme, action: "organization.attach" } as const;
  expect(of(attached, { ...attached, subjectId: "8" }, raised)).toEqual({
    href: `/accounts/acme/organizations?detach=7&detach=8&${reason}`,
  });
});

test("detaching is undone by attaching what they are called today", () => {
  const detached = { ...inAcme, action: "organization.detach", before: { login: "web" } } as const;
  expect(of({ ...detached, subjectName: "web-2" }, { ...detached, subjectId: "8", before: { login: "api" } })).toEqual({
    href: `/accounts/acme/organizations?organizations=web-2+api&${reason}`,
  });
});

test("a move is undone by moving back", () => {
  const moved = { ...inAcme, action: "organization.move" } as const;
  expect(of(moved, { ...moved, accountId: "globex" })).toEqual({
    href: `/accounts/globex/organizations?move=7&to=acme&${reason}`,
  });
});

test("a seat plan is undone by what was different before", () => {
  const before = { planSeats: 1200, overage: "block", autoActivate: false, ownPriceCents: null };
  expect(of({ action: "seats.change", accountId: "acme", subjectKind: "account", subjectId: "acme", before })).toEqual({
    href: `/accounts/acme/seats?planSeats=1200&overage=block&autoActivate=off&ownPriceCents=none&${reason}`,
  });
});

test("activations and deactivations are undone exactly, by their change", () => {
  const person = { accountId: "acme", subjectKind: "person", subjectId: "3" } as const;
  expect(of({ ...person, action: "person.activate" })).toEqual({
    href: `/accounts/acme/people?change=c&deactivate=everybody&${reason}`,
  });
  expect(of({ ...person, action: "person.deactivate" })).toEqual({ href: `/accounts/acme/audit-log/undo/c?${reason}` });
});

test("marks, joins and splits are undone on the page of the person", () => {
  const person = { subjectKind: "person", subjectId: "3" } as const;
  const before = { owner: 12, student: "yes (staff)", bot: "no (import)" };
  expect(of({ ...person, action: "person.mark", before })).toEqual({
    href: `/people/3?mark=12&student=yes&bot=none&${reason}`,
  });
  const joined = { ...person, action: "person.join", before: { name: "Ann" } } as const;
  expect(of(joined, { ...joined, subjectId: "4", before: { owner: 12 } })).toEqual({
    href: `/people/3?split=12&${reason}`,
  });
  const split = { ...person, action: "person.split" } as const;
  expect(of(split, { ...split, subjectId: "4" })).toEqual({ href: `/people/3?join=4&${reason}` });
});

test("a day left out of the true-up is undone by taking it back in, and the other way around", () => {
  const account = { accountId: "acme", subjectKind: "account", subjectId: "acme" } as const;
  const after = { trueUp: 0, day: "2026-11-12" };
  expect(of({ ...account, action: "true_up.leave_out", after })).toEqual({
    href: `/accounts/acme/seats/history?from=2026-11-12&takeIn=2026-11-12&${reason}`,
  });
  expect(of({ ...account, action: "true_up.take_in", after })).toEqual({
    href: `/accounts/acme/seats/history?from=2026-11-12&leaveOut=2026-11-12&${reason}`,
  });
});

test("entries from before they held enough say so", () => {
  const mark = { subjectKind: "person", subjectId: "3", action: "person.mark", before: { student: "no" } } as const;
  expect(of(mark)).toEqual({ why: tooOld });
  expect(of()).toEqual({ why: tooOld });
});

test.each(actions)("%s is undone, or says why it is not in a sentence", (action) => {
  const why = whyNotReversible({ action });
  if (why !== undefined) expect(why).toMatch(/^[A-Z].+\.$/);
  expect(whyNotReversible({ action, after: { undoes: "other" } })).toMatch(/^[A-Z].+\.$/);
});

test("a long reason is cut to what a reason may have", () => {
  const attached = { ...inAcme, action: "organization.attach" } as const;
  const reversal = reversalOf({ changeId: "c", reason: "x".repeat(500), entries: [attached] });
  const href = "href" in reversal ? reversal.href : "";
  expect(new URL(href, "http://console").searchParams.get("reason")!.length).toBeLessThanOrEqual(500);
});
