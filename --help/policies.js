export function openPolicies(api) {
    return {
        effective: (model, stage) => api.policies.effective.query({ model, stage }),
        versions: (address) => api.policies.versions.query(address),
        save: (policy) => api.policies.save.mutate(policy),
        simulate: (draft) => api.policies.simulate.query(draft),
    };
}
