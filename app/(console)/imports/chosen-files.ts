import { namesOrganizations, organizationFromPath, organizationOfExport } from "@/domain/rosters";

/** A roster as it was chosen, under the path by which it is called from then on. */
export type ChosenFile = {
  path: string;
  file: File;
  /** What its field begins with; undefined for a file that names its organizations itself and is not asked. */
  organization: string | undefined;
};

const headSize = 64 * 1024;
const rosterName = /\.(?:ya?ml|csv|json)$/i;

export async function readChosen(files: File[]): Promise<ChosenFile[]> {
  const paths = distinct(files.map(({ name, webkitRelativePath }) => webkitRelativePath || name));
  const chosen = await Promise.all(
    files.map(async (file, index) => {
      const path = paths[index]!;
      const head = await file.slice(0, headSize).text();
      const proposed = organizationFromPath(path) ?? organizationOfExport(path) ?? "";
      return { path, file, organization: namesOrganizations(head) ? undefined : proposed };
    }),
  );
  return chosen.sort((one, other) => one.path.localeCompare(other.path, "en"));
}

/** A folder holds other files beside its rosters: those that by their name could be one. */
export function couldBeRosters(files: File[]): File[] {
  return files.filter(({ name }) => rosterName.test(name) && !name.startsWith("."));
}

/** The second `org.yaml` of a call is called `org.yaml (2)`. */
function distinct(paths: string[]): string[] {
  const taken = new Set<string>();
  return paths.map((path) => {
    let free = path;
    for (let count = 2; taken.has(free); count++) free = `${path} (${count})`;
    taken.add(free);
    return free;
  });
}
