import type { Api } from "./api.ts";
import { readPages } from "./pages.ts";
import type { FreeTag, Inputs, Outputs, Tag, TagGroup } from "./wire.ts";

/** Tags of models and versions, and the vocabulary that administrators keep. */
export interface Tags {
  /** The vocabulary, by name, fetched page by page; how often each is used is null for whoever does not see every model. */
  list(filter?: { search?: string | undefined; group?: string | undefined }): AsyncGenerator<Tag, void, undefined>;
  /** Tags that begin or go on like this, of those that the token may apply: on that model, or on some. */
  suggest(text: string, options?: { model?: string | undefined; limit?: number | undefined }): Promise<Outputs["tags"]["suggest"]>;
  /** What would be refused of these tags on something new, of each why: on that model and its versions, or on some. */
  check(tags: readonly string[], options?: { model?: string | undefined }): Promise<Outputs["tags"]["check"]["faults"]>;
  /**
   * Adds and removes tags of at most 100 models and exact versions (`team/model@7`), of each as a whole or not at all.
   * @param change.replace whether the new one takes the place of another one of an exclusive group
   * @returns what was done, and of what was refused why
   * @throws CountersignError when nothing was done: tag_unknown, tag_conflict, tag_reserved, forbidden, not_found
   */
  apply(change: Inputs["tags"]["assign"]): Promise<Outputs["tags"]["assign"]>;
  groups(): Promise<TagGroup[]>;
  /** Adds a group or changes it. Needs site:manage, as all that follow. @throws CountersignError tag_conflict */
  saveGroup(group: Inputs["tags"]["saveGroup"]): Promise<void>;
  /** Gives a group another name, and its tags on everything that bears them. @throws CountersignError not_found, already_exists, tag_conflict */
  renameGroup(name: string, to: string): Promise<Outputs["tags"]["renameGroup"]>;
  /** @throws CountersignError tag_group_in_use, while it has tags */
  removeGroup(name: string): Promise<void>;
  /** Takes a tag into the vocabulary, a new one or one that is in use. @throws CountersignError already_exists, invalid_input, tag_conflict */
  create(tag: Inputs["tags"]["create"]): Promise<void>;
  change(tag: Inputs["tags"]["change"]): Promise<void>;
  /** Gives a tag another name, on everything that it hangs on. @throws CountersignError already_exists, tag_conflict */
  rename(name: string, to: string): Promise<Outputs["tags"]["rename"]>;
  /** Puts another tag in the place of one, everywhere. @throws CountersignError tag_conflict, unless others of the group give way */
  merge(name: string, into: string, options?: { replace?: boolean | undefined }): Promise<Outputs["tags"]["merge"]>;
  /** What a tag hangs on: counts, and the first few by name. */
  touched(name: string): Promise<Outputs["tags"]["touched"]>;
  /** Takes a tag off everything, and out of the vocabulary. */
  remove(name: string): Promise<Outputs["tags"]["remove"]>;
  /** The tags that are in use and not in the vocabulary, by name, fetched page by page. */
  free(): AsyncGenerator<FreeTag, void, undefined>;
}

export function openTags(api: Api): Tags {
  return {
    list: (filter = {}) => readPages((page) => api.tags.list.query({ ...filter, ...page })),
    suggest: (text, options = {}) => api.tags.suggest.query({ text, ...options }),
    check: async (tags, options = {}) => (await api.tags.check.query({ tags: [...tags], ...options })).faults,
    apply: (change) => api.tags.assign.mutate(change),
    groups: () => api.tags.groups.query(),
    saveGroup: async (group) => void (await api.tags.saveGroup.mutate(group)),
    renameGroup: (name, to) => api.tags.renameGroup.mutate({ name, to }),
    removeGroup: async (name) => void (await api.tags.removeGroup.mutate({ name })),
    create: async (tag) => void (await api.tags.create.mutate(tag)),
    change: async (tag) => void (await api.tags.change.mutate(tag)),
    rename: (name, to) => api.tags.rename.mutate({ name, to }),
    merge: (name, into, { replace = false } = {}) => api.tags.merge.mutate({ name, into, replace }),
    touched: (name) => api.tags.touched.query({ name }),
    remove: (name) => api.tags.remove.mutate({ name }),
    free: () => readPages((page) => api.tags.free.query(page)),
  };
}
