import { describe, expect, test } from "vitest";
import { actions } from "./audit-log";
import { confirmationOf } from "./confirmation";

const account = { subjectKind: "account", subjectId: "acme" } as const;
const organization = (id: number, login: string) =>
  ({
    accountId: "acme",
    subjectKind: "organization",
    subjectId: String(id),
    before: { login },
    after: { login },
  }) as const;

test("a change without entries changed nothing", () => {
  expect(confirmationOf("c", [])).toEqual({ message: "Nothing changed", facts: [], viewHref: null, undoHref: null });
});

test.each(actions)("%s is confirmed in words that name it", (action) => {
  const entry = { action, accountId: "acme", ...account, after: { name: "Acme", login: "Acme" } };
  const { message, viewHref } = confirmationOf("c", [entry]);
  expect(message).toMatch(/^[A-Z][a-z]+ .+[^.]$/);
  expect(viewHref).toBe("/accounts/acme/audit-log?change=c");
});

describe("what was done to whom", () => {
  test("one by its name, several by their number, and the facts that all agree on", () => {
    const attach = (id: number, login: string) => ({
      ...organization(id, login),
      action: "organization.attach" as const,
      before: { login, account: null, usedSeats: 3 },
      after: { login, account: "Acme", usedSeats: 5 },
    });
    expect(confirmationOf("c", [attach(1, "web")])).toMatchObject({
      message: "Attached web",
      facts: [
        { name: "account", before: "none", after: "Acme" },
        { name: "used seats", before: "3", after: "5" },
      ],
      undoHref: "/audit-log/undo/c",
    });
    const raised = {
      ...account,
      accountId: "acme",
      action: "seats.change" as const,
      before: { planSeats: 4 },
      after: { planSeats: 6 },
    };
    expect(confirmationOf("c", [attach(1, "web"), attach(2, "api"), raised])).toMatchObject({
      message: "Attached 2 organizations",
      facts: [{ name: "account" }, { name: "used seats" }, { name: "plan seats", before: "4", after: "6" }],
    });
  });

  test("a move is one organization, although it has an entry in each account", () => {
    const move = (accountId: string, usedSeats: number) => ({
      ...organization(1, "web"),
      accountId,
      action: "organization.move" as const,
      before: { login: "web", account: "Acme", usedSeats },
      after: { login: "web", account: "Globex", usedSeats: usedSeats + 1 },
    });
    expect(confirmationOf("c", [move("acme", 1), move("globex", 7)])).toEqual({
      message: "Moved web",
      facts: [{ name: "account", before: "Acme", after: "Globex" }],
      viewHref: "/audit-log?change=c",
      undoHref: "/audit-log/undo/c",
    });
  });

  test("thousands of people by their number, who have no entries of their own", () => {
    const before = { usedSeats: 0 };
    const after = { usedSeats: 1200, peopleActivated: 1204, leftOut: 0 };
    const entry = { ...account, accountId: "acme", action: "person.activate" as const, before, after };
    expect(confirmationOf("c", [entry]).message).toBe("Activated 1,204 people");
  });

  test("a rename by the name before, and what is new without facts", () => {
    const rename = { ...account, action: "account.rename" as const, before: { name: "Acme" }, after: { name: "Beta" } };
    expect(confirmationOf("c", [rename])).toMatchObject({
      message: "Renamed Acme",
      facts: [{ name: "name", before: "Acme", after: "Beta" }],
      undoHref: null,
    });
    const create = {
      ...account,
      action: "account.create" as const,
      before: null,
      after: { name: "Acme", planSeats: 3 },
    };
    expect(confirmationOf("c", [create])).toMatchObject({ message: "Created Acme", facts: [] });
    const attach = { ...organization(1, "web"), action: "organization.attach" as const };
    expect(confirmationOf("c", [create, attach])).toMatchObject({
      message: "Created Acme with 1 organization",
      undoHref: null,
    });
  });

  test("undoing cannot be undone, and its entry does not show the other change's id as a fact", () => {
    const undo = {
      ...account,
      subjectKind: "person" as const,
      action: "person.activate" as const,
      before: { name: "Ann", usedSeats: 1 },
      after: { name: "Ann", usedSeats: 2, undoes: "other" },
    };
    expect(confirmationOf("c", [undo])).toMatchObject({
      message: "Activated Ann",
      facts: [{ name: "used seats", before: "1", after: "2" }],
      undoHref: null,
    });
  });
});
