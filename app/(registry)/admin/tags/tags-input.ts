/** What the page asks the vocabulary for. */
export function tagsInput(search: string): { search?: string; limit: number } {
  return { limit: 100, ...(search === "" ? {} : { search }) };
}
