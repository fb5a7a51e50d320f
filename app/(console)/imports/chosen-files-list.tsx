import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatCount } from "@/domain/format";
import { guessedOrganization } from "@/domain/rosters";
import type { ChosenFile } from "./chosen-files";

type Props = { files: ChosenFile[]; fieldOf: (path: string) => string; onLeaveOut: (path: string) => void };

/** The files that would be sent, each with a field for its organization where its content names none. */
export function ChosenFilesList({ files, fieldOf, onLeaveOut }: Props) {
  return (
    <ul aria-label="Chosen files" className="divide-y divide-line rounded-regular border border-line">
      {files.map(({ path, file, organization }) => (
        <li key={path} className="flex flex-wrap items-end justify-between gap-3 px-3 py-2">
          {organization === undefined ? (
            <p className="min-w-0 self-center">
              <span className="break-all font-medium">{path}</span>{" "}
              <span className="text-text-muted">names its organizations itself</span>
            </p>
          ) : (
            <Field
              name={fieldOf(path)}
              label={`Organization of ${path}`}
              defaultValue={organization}
              hint={organization === "" ? hintOf(path) : undefined}
              className="w-full max-w-md break-all"
            />
          )}
          <p className="flex items-center gap-3 text-text-muted">
            {formatCount(Math.ceil(file.size / 1000), "kB", "kB")}
            <Button size="small" aria-label={`Leave out ${path}`} onClick={() => onLeaveOut(path)}>
              Leave out
            </Button>
          </p>
        </li>
      ))}
    </ul>
  );
}

/** The server takes a file's name for an organization only if it knows that organization. */
function hintOf(path: string): string | undefined {
  const guess = guessedOrganization(path);
  return guess && `Left empty, this means ${guess}, if the console knows that organization.`;
}
