"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CheckboxField, FileField, SelectField } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SubmitButton } from "@/components/ui/submit-button";
import { useNavigate } from "@/components/ui/use-navigate";
import { useAction } from "@/components/use-action";
import { addresses } from "@/domain/addresses";
import { formatCount } from "@/domain/format";
import { activates, refuseUpload } from "@/domain/imports";
import { type RefusalItem, refusalItems } from "@/domain/refusal-items";
import { type ChosenFile, couldBeRosters, readChosen } from "./chosen-files";
import { ChosenFilesList } from "./chosen-files-list";
import { RefusalList } from "./refusal-list";
import { uploadRosters } from "./upload-rosters";

const activateNames = { none: "None", all: "All" };
const activateOptions = [
  { value: "", label: "Choose…" },
  ...activates.map((value) => ({ value, label: activateNames[value] })),
];

/** As the server names the field when it refuses it. */
const fieldOf = (path: string) => `organization of ${path}`;

export function RosterUploadForm({ disabledReason }: { disabledReason: string | undefined }) {
  const navigate = useNavigate();
  const stage = useAction(uploadRosters);
  const [sent, setSent] = useState(0);
  const [single, setSingle] = useState<ChosenFile[]>([]);
  const [folder, setFolder] = useState<ChosenFile[]>([]);
  const [leftOutCount, setLeftOutCount] = useState(0);

  const files = [...single, ...folder];
  const paths = files.map(({ path }) => path);
  const tooLarge = refuseUpload(files.map(({ path, file }) => ({ path, size: file.size })));

  const isAtField = stage.error?.fields.activate !== undefined;
  const problem = tooLarge ?? (isAtField ? undefined : stage.error?.message);
  const refusal = problem === undefined ? undefined : refusalItems(problem, paths);

  async function chooseFolder(chosen: File[]) {
    const rosters = couldBeRosters(chosen);
    setFolder(await readChosen(rosters));
    setLeftOutCount(chosen.length - rosters.length);
  }

  function leaveOut(path: string) {
    const others = (chosen: ChosenFile[]) => chosen.filter((file) => file.path !== path);
    setSingle(others);
    setFolder(others);
  }

  /** Once a file, at the first of its problems. */
  function leaveOutButton(item: RefusalItem) {
    const { whose } = item;
    if (whose === undefined || refusal?.items.find((other) => other.whose === whose) !== item) return null;
    return (
      <Button size="small" onClick={() => leaveOut(whose)}>
        Leave out {whose}
      </Button>
    );
  }

  function submit(values: Record<string, string>) {
    if (tooLarge) return;

    const input = {
      files: files.map(({ path, file }) => ({ path, organization: values[fieldOf(path)], file })),
      activate: activates.find((choice) => choice === values.activate),
      allowShrink: values.allowShrink === "true",
      onProgress: setSent,
    };
    setSent(0);
    stage.mutate(input, { onSuccess: ({ data: { importId } }) => navigate.push(addresses.import(importId)) });
  }

  return (
    <Form
      label="Preview import"
      onSubmit={submit}
      errors={stage.error?.fields}
      className="surface flex flex-col gap-4 p-4"
    >
      <div className="grid gap-4 lg:grid-cols-2">
        <FileField
          name="files"
          label="Roster files"
          multiple
          accept=".yaml,.yml,.csv,.json"
          hint="Peribolos YAML, GitHub's exports as CSV or JSON, a CSV downloaded here, or a CSV of old plans. At most 50 MB."
          onFilesChange={async (chosen) => setSingle(await readChosen(chosen))}
          disabledReason={disabledReason}
        />
        <FileField
          name="folder"
          label="Roster folder"
          isFolder
          disabledReason={disabledReason}
          hint={
            leftOutCount > 0
              ? `${formatCount(leftOutCount, "file is", "files are")} no roster by name and left out.`
              : "All rosters of a folder and the folders within it."
          }
          onFilesChange={chooseFolder}
        />
      </div>
      {files.length > 0 && <ChosenFilesList files={files} fieldOf={fieldOf} onLeaveOut={leaveOut} />}
      <div className="grid gap-4 lg:grid-cols-2">
        <SelectField
          name="activate"
          label="Activate"
          options={activateOptions}
          hint="GitHub's files do not say who is active on Codecov. None: members are known and take no seats. All: every such member is activated and may take a seat."
          disabledReason={disabledReason}
        />
        <CheckboxField
          name="allowShrink"
          label="Allow shrinking"
          hint="Otherwise a roster that would remove more than half of an organization is refused."
          className="lg:pt-6"
          disabledReason={disabledReason}
        />
      </div>
      {refusal && (
        <RefusalList title="These rosters were not taken" role="alert" refusal={refusal} actionOf={leaveOutButton} />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton isPending={stage.isPending} disabledReason={disabledReason}>
          Preview import
        </SubmitButton>
        <p role="status" className="text-text-muted">
          {stage.isPending && progressInWords(sent, files.length)}
        </p>
      </div>
    </Form>
  );
}

/** In steps, so that a screen reader is not told of each percent. */
function progressInWords(sent: number, fileCount: number): string {
  const files = formatCount(fileCount, "file", "files");
  return sent < 1 ? `Uploading ${files}: ${Math.floor(sent * 10) * 10}%…` : `Reading ${files}…`;
}
