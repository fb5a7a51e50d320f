import { readLastSeen } from "@/domain/input/last-seen";
import { trimInvisible } from "@/domain/invisible";
import { loginFrom } from "@/domain/logins";
import type { MembershipRole } from "@/domain/memberships";
import { quoted } from "@/domain/problems";
import type { Column } from "@/domain/roster-columns";
import type { RosterRow } from "@/domain/roster-rows";
import { readYesOrNo } from "@/domain/yes-or-no";
import type { Reading } from "./reading";

/** One row of a CSV, or one object of a JSON. */
export type Row = {
  line: number;
  /** A column's text as the file has it. Blank where there is no such column. */
  written(column: Column): string;
  /** The same, without spaces and invisible characters around it. */
  text(column: Column): string;
  /** A column's name as the file has it. */
  nameOf(column: Column): string;
};

/** The columns of the console's own CSV. */
export const ownHeader = [
  "organization",
  "login",
  "service_id",
  "name",
  "email",
  "verified_email",
  "saml_name_id",
  "role",
  "activated",
  "student",
  "bot",
  "last_seen_at",
] as const;

/** What each format says of a member in its own way. */
type Said = Omit<RosterRow, "source" | "line" | "login" | "isActivated" | "isStudent" | "isBot" | "lastSeenAt">;

/** Adds the member of a row. The facts that only the console's own CSV has are blank in other files. */
export function addMember(row: Row, said: Said, reading: Reading): void {
  const isActivated = readMark(row, "isActivated", reading);
  const isStudent = readMark(row, "isStudent", reading);
  const isBot = readMark(row, "isBot", reading);
  const lastSeenAt = readMoment(row, reading);
  if (isActivated === undefined || isStudent === undefined || isBot === undefined || lastSeenAt === undefined) return;
  reading.addRow({
    source: reading.source,
    line: row.line,
    login: loginFrom(row.text("login")) || null,
    ...said,
    ...{ isActivated, isStudent, isBot, lastSeenAt },
  });
}

function readMark(row: Row, column: Column, reading: Reading): boolean | null | undefined {
  const mark = row.text(column);
  if (mark === "") return null;
  const read = readYesOrNo(mark);
  if (read !== undefined) return read;
  const problem = `${quoted(mark)} under "${row.nameOf(column)}" is neither true nor false.`;
  reading.problem(`${problem} Write true or false, or leave it blank.`, row.line);
}

function readMoment(row: Row, reading: Reading): Date | null | undefined {
  const text = row.text("lastSeenAt");
  if (text === "") return null;
  const read = readLastSeen(text, new Date());
  if ("at" in read) return read.at;
  reading.problem(read.problem, row.line);
}

/** GitHub's exports say owner where its API says admin. */
export function readRole(text: string, row: Row, reading: Reading): MembershipRole | null | undefined {
  const role = text.toLowerCase();
  if (role === "admin" || role === "owner") return "admin";
  if (role === "member") return "member";
  if (role === "") return null;
  reading.problem(`${quoted(text)} is not a member's role. Write admin (or owner) or member.`, row.line);
}

/** The e-mails in a cell, between commas, semicolons, spaces or line breaks. */
export function emailsIn(text: string): string[] {
  return valuesIn(text, /[,;\s]+/);
}

/** Most cells of evidence are empty, so they share one list. */
const none: string[] = [];

/** The values in a cell. */
export function valuesIn(text: string, separator: RegExp): string[] {
  return text === "" ? none : text.split(separator).map(trimInvisible).filter(Boolean);
}
