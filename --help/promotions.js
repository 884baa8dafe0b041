import { readPages } from "./pages.js";
import { waitFor } from "./wait-for.js";
export function openPromotions(api) {
    const review = async (id, verdict, { comment, evidenceDigest }) => await api.reviews.review.mutate({ id, verdict, comment, evidenceDigest: evidenceDigest ?? (await api.promotions.get.query({ id })).evidenceDigest });
    return {
        request: ({ to, ...request }) => api.promotions.request.mutate({ ...request, stage: to }),
        requestRemoval: (request) => api.promotions.requestRemoval.mutate(request),
        submit: (id) => api.promotions.submit.mutate({ id }),
        describe: (id, change) => api.promotions.describe.mutate({ id, ...change }),
        get: (id) => api.promotions.get.query({ id }),
        list: (filter = {}) => readPages((page) => api.promotions.list.query({ ...filter, ...page })),
        approve: (id, given = {}) => review(id, "approve", given),
        requestChanges: (id, given) => review(id, "request_changes", given),
        comment: (id, given) => review(id, "comment", given),
        dismiss: (id, dismissal) => api.reviews.dismiss.mutate({ id, ...dismissal }),
        ask: (id, { people = [], teams = [] }) => api.reviews.ask.mutate({ id, people: [...people], teams: [...teams] }),
        say: (id, comment) => api.reviews.comment.mutate({ id, ...comment }),
        answer: (id, comment) => api.reviews.comment.mutate({ id, ...comment }),
        edit: (comment, { body }) => api.reviews.edit.mutate({ comment, body }),
        resolve: (thread, { resolved = true } = {}) => api.reviews.resolve.mutate({ thread, resolved }),
        withdraw: (id) => api.promotions.withdraw.mutate({ id }),
        reject: (id, { reason }) => api.promotions.reject.mutate({ id, reason }),
        apply: (id) => api.promotions.applyNow.mutate({ id }),
        rollback: (given) => api.promotions.rollback.mutate(given),
        rollbackTargets: (of) => api.promotions.rollbackTargets.query(of),
        waitFor: (id, states, options = {}) => waitFor(api, id, typeof states === "string" ? [states] : states, options),
    };
}
