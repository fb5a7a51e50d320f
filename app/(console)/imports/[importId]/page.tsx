import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CsvLink } from "@/components/ui/csv-link";
import { FocusedByAddress } from "@/components/ui/focused-by-address";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Time } from "@/components/ui/time";
import { listImportPeople } from "@/db/queries/import-people";
import { findImport, findRunningSince } from "@/db/queries/imports";
import { addresses } from "@/domain/addresses";
import { formatCount } from "@/domain/format";
import { choiceOf, countPeople } from "@/domain/import-people";
import type { ImportOutcome, ImportPreview as Preview } from "@/domain/imports";
import { idFrom } from "@/domain/input/fields";
import { ImportPeopleListing } from "@/domain/input/imports";
import { parseListing } from "@/domain/input/listings";
import { disabledReason } from "@/domain/permissions";
import { refusalItems } from "@/domain/refusal-items";
import { requireStaff } from "@/server/session";
import { ImportStatusBadge } from "../import-status-badge";
import { RefusalList } from "../refusal-list";
import { ImportOutcomeTables } from "./import-outcome-tables";
import { ImportPeople } from "./import-people";
import { ImportPreview } from "./import-preview";
import { peopleAddress } from "./people-address";
import { RunningImport } from "./running-import";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params, searchParams }: PageProps<"/imports/[importId]">) {
  const { staff, read } = await requireStaff();
  const id = idFrom((await params).importId) ?? notFound();
  const listing = parseListing(ImportPeopleListing, await searchParams);
  const chosen = choiceOf(listing);
  const { found, runningSince, people } = await read(async (db) => ({
    found: (await findImport(db, id)) ?? notFound(),
    runningSince: await findRunningSince(db, id),
    people: chosen && (await listImportPeople(db, id, chosen, listing.page)),
  }));
  const outcome = runningSince ? undefined : outcomeOf(found);
  const lists = { address: peopleAddress(id), chosen };
  const csvOfAll = outcome && <CsvLink href={lists.address.csvOfAll}>Download CSV of everyone</CsvLink>;
  const paths = found.files.map(({ path }) => path);
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
            {found.status === "done" && found.leftOut.length > 0 && ` Left out: ${found.leftOut.join(", ")}.`}
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
        <FocusedByAddress id="numbers" shown={String(chosen?.show)}>
          <Section title="Preview" isRegion actions={csvOfAll}>
            <ImportPreview staged={found} disabledReason={disabledReason(staff, "roster.import")} lists={lists} />
          </Section>
        </FocusedByAddress>
      )}
      {found.status === "done" && outcome && (
        <FocusedByAddress id="numbers" shown={String(chosen?.show)}>
          <Section
            title="Result"
            isRegion
            description="An import can't be undone, because it records facts. A newer roster corrects it. Each number opens the people behind it."
            actions={csvOfAll}
          >
            <ImportOutcomeTables outcome={outcome} lists={lists} />
          </Section>
        </FocusedByAddress>
      )}
      {outcome && chosen && people && (
        <ImportPeople
          choice={chosen}
          count={countPeople(outcome, chosen)}
          people={people}
          page={listing.page}
          isWaiting={found.status === "staged"}
          address={lists.address}
        />
      )}
      {found.status === "failed" && (
        <RefusalList title="Nothing was imported" refusal={refusalItems(found.failure ?? "", paths)} />
      )}
      {found.status === "discarded" && <Notice>Nothing was imported. Its files are gone.</Notice>}
    </>
  );
}

type Outcomes = { preview: Preview | null; result: ImportOutcome | null };

/** What an import did, or would do as far as is known. */
function outcomeOf({ preview, result }: Outcomes): ImportOutcome | undefined {
  if (result) return result;
  return preview && "outcome" in preview ? preview.outcome : undefined;
}

function inKilobytes(size: number): string {
  return formatCount(Math.ceil(size / 1000), "kB", "kB");
}
