type SearchParams = Record<string, string | string[] | undefined>;
type Changes = Record<string, string | number | undefined>;

/** The address of a list after some changes. Empty values leave it, and any change but the page's own starts at page 1. */
export function listHref(path: string, searchParams: SearchParams, changes: Changes): string {
  const { page, ...filters } = { ...searchParams, ...changes };
  const isPageKept = "page" in changes || Object.keys(changes).length === 0;

  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filters, page: isPageKept ? page : undefined })) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== "") query.append(name, String(one));
    }
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The address to which a form of method GET would send its fields. */
export function hrefOf(path: string, fields: FormData): string {
  return `${path}?${new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]))}`;
}
