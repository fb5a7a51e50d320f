import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { formatCount } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { findImport, findRunningSince, listImportFiles } from "@/db/queries/imports";
import { idFrom } from "@/domain/input/fields";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { ImportStatusBadge } from "../import-status-badge";
import { ImportOutcomeTables } from "./import-outcome-tables";
import { ImportPreview } from "./import-preview";
import { RunningImport } from "./running-import";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params }: PageProps<"/imports/[importId]">) {
  const { staff, read } = await requireStaff();
  const id = idFrom((await params).importId) ?? notFound();
  const { found, files, runningSince } = await read(async (db) => ({
    found: (await findImport(db, id)) ?? notFound(),
    files: await listImportFiles(db, id),
    runningSince: await findRunningSince(db, id),
  }));
  const fileCount = formatCount(found.files.length, "file", "files");
  const size = found.files.reduce((sum, file) => sum + file.size, 0);

  return (
    <>
      <PageHeader
        back={{ href: "/imports", label: "Imports" }}
        title={
          <>
            Import {id} <ImportStatusBadge status={found.status} />
          </>
        }
        description={
          <>
            {found.status === "staged" ? "Uploaded" : "Started"} <Time at={found.createdAt} /> by {found.actor}.
            Activate: {found.activate}. Shrinking is {found.isShrinkAllowed ? "allowed" : "not allowed"}.
          </>
        }
      />
      <details>
        <summary className="w-fit text-text-muted">{fileCount}</summary>
        <ul className="list-disc py-1 pl-5">
          {found.files.map(({ path, size }) => (
            <li key={path} className="break-all">
              {path} <span className="text-text-muted">{inKilobytes(size)}</span>
            </li>
          ))}
        </ul>
      </details>
      {found.status === "staged" && runningSince && (
        <Suspense
          fallback={
            <Notice role="status">
              This import is running: {fileCount}, {inKilobytes(size)}.
            </Notice>
          }
        >
          <RunningImport importId={id} since={runningSince} files={files} />
        </Suspense>
      )}
      {found.status === "staged" && !runningSince && (
        <Section title="Preview" isRegion>
          <Suspense
            fallback={
              <Notice role="status">
                Comparing {fileCount}, {inKilobytes(size)}, with what is known…
              </Notice>
            }
          >
            <ImportPreview staged={found} files={files} disabledReason={disabledReason(staff, "roster.import")} />
          </Suspense>
        </Section>
      )}
      {found.status === "done" && found.result && (
        <Section title="Result" isRegion>
          <ImportOutcomeTables outcome={found.result} />
        </Section>
      )}
      {found.status === "failed" && (
        <Notice tone="danger" title="Nothing was imported">
          <p className="whitespace-pre-line">{found.failure}</p>
        </Notice>
      )}
      {found.status === "discarded" && <Notice>Nothing was imported. Its files are gone.</Notice>}
    </>
  );
}

function inKilobytes(size: number): string {
  return formatCount(Math.ceil(size / 1000), "kB", "kB");
}
