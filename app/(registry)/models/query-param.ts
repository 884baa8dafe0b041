export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** One parameter of a page's address: the first, where it is given more than once. */
export async function queryParam(params: SearchParams, name: string): Promise<string | undefined> {
  const given = (await params)[name];
  const first = Array.isArray(given) ? given[0] : given;
  return first === "" ? undefined : first;
}
