export function openAccess(api) {
    return {
        explain: (model) => api.grants.explain.query({ model }),
        grants: (model) => api.grants.list.query({ model }),
        grant: (grant) => api.grants.set.mutate(grant),
        revoke: async (model, grant) => void (await api.grants.remove.mutate({ model, grant })),
        setVisibility: async (model, visibility) => void (await api.grants.setVisibility.mutate({ model, visibility })),
    };
}
