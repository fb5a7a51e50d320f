import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import type { ImportOutcome, ImportPreview } from "@/domain/imports";
import { bigId, bytea, createdAt } from "./columns";
import { activate, importedKind, importStatus } from "./enums";

/** A call that imported rosters, or that waits for its confirmation. */
export const imports = pgTable(
  "imports",
  {
    id: bigId(),
    status: importStatus().notNull(),
    actor: text().notNull(),
    activate: activate().notNull(),
    isShrinkAllowed: boolean().notNull(),
    files: jsonb().$type<{ path: string; size: number }[]>().notNull(),
    /** What its files contain; null if it never waited. */
    /** Organizations of its files that it does not touch, by login. */
    leftOut: text().array().notNull().default(sql`'{}'`),
    membershipCount: integer(),
    organizationCount: integer(),
    /** What it would do, kept while it waits, so that opening its page counts nothing. */
    preview: jsonb().$type<ImportPreview>(),
    previewedAt: timestamp({ withTimezone: true }),
    /** What it did; null until it is done. */
    result: jsonb().$type<ImportOutcome>(),
    /** Why it failed, as it was shown. */
    failure: text(),
    finishedAt: timestamp({ withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    check("imports_finished_check", sql`(${t.finishedAt} is null) = (${t.status} = 'staged')`),
    check("imports_preview_check", sql`(${t.preview} is null) = (${t.previewedAt} is null)`),
    index("imports_finished_at_idx").on(t.finishedAt),
  ],
);

/** The content of an import that waits for its confirmation. It is deleted when the import is done or discarded. */
export const importFiles = pgTable(
  "import_files",
  {
    importId: bigint({ mode: "number" })
      .notNull()
      .references(() => imports.id),
    path: text().notNull(),
    organization: text(),
    content: bytea().notNull(),
  },
  (t) => [primaryKey({ name: "import_files_pkey", columns: [t.importId, t.path] })],
);

/**
 * The people behind the numbers of an import: all of them once it is done, the first of each list while it waits.
 * Without a foreign key, which would double the cost of its rows: no import is ever deleted.
 */
export const importPeople = pgTable(
  "import_people",
  {
    importId: bigint({ mode: "number" }).notNull(),
    place: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    /** Its login as the import named it; null for a login that changed hands and for a kept mark. */
    organization: text(),
    kind: importedKind().notNull(),
    login: text().notNull(),
    detail: text(),
  },
  (t) => [
    primaryKey({ name: "import_people_pkey", columns: [t.importId, t.place] }),
    index("import_people_list_idx").on(t.importId, t.kind, t.organization, t.place),
  ],
);

export type Import = typeof imports.$inferSelect;
