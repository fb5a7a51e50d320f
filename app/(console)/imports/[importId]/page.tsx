import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { findImport, findRunningSince } from "@/db/queries/imports";
import { addresses } from "@/domain/addresses";
import { formatCount } from "@/domain/format";
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
  const { found, runningSince } = await read(async (db) => ({
    found: (await findImport(db, id)) ?? notFound(),
    runningSince: await findRunningSince(db, id),
  }));
  const fileCount = formatCount(found.files.length, "file", "files");

  return (
    <>
      <PageHeader
        back={{ href: addresses.imports(), label: "Imports" }}
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
      {found.status === "staged" && runningSince && <RunningImport staged={found} since={runningSince} />}
      {found.status === "staged" && !runningSince && (
        <Section title="Preview" isRegion>
          <ImportPreview staged={found} disabledReason={disabledReason(staff, "roster.import")} />
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
