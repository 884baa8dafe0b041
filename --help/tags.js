import { readPages } from "./pages.js";
export function openTags(api) {
    return {
        list: (filter = {}) => readPages((page) => api.tags.list.query({ ...filter, ...page })),
        suggest: (text, options = {}) => api.tags.suggest.query({ text, ...options }),
        apply: (change) => api.tags.assign.mutate(change),
        groups: () => api.tags.groups.query(),
        saveGroup: async (group) => void (await api.tags.saveGroup.mutate(group)),
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
