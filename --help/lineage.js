import { readPages } from "./pages.js";
export function openLineage(api) {
    return {
        of: (reference) => api.lineage.of.query({ reference }),
        graph: (of, options = {}) => api.lineage.graph.query({ of, ...options }),
        impact: (of, options = {}) => api.lineage.impact.query({ of, ...options }),
        touched: (of, options = {}) => readPages((page) => api.lineage.impact.query({ of, ...options, ...page })),
        datasets: (filter = {}) => readPages((page) => api.lineage.datasets.query({ ...filter, ...page })),
        recalls: (filter = {}) => readPages((page) => api.lineage.recalls.query({ ...filter, ...page })),
        recall: (what) => ("reference" in what ? api.lineage.recallVersion.mutate(what) : api.lineage.recallDataset.mutate(what)),
        lift: (id, { reason }) => api.lineage.lift.mutate({ id, reason }),
    };
}
