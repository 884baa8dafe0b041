export function openMetadataSchemas(api) {
    return {
        effective: (model) => api.metadataSchemas.effective.query({ model }),
        get: (scope) => api.metadataSchemas.get.query({ scope }),
        history: (scope) => api.metadataSchemas.history.query({ scope }),
        save: (schema) => api.metadataSchemas.save.mutate(schema),
        remove: (scope, { note, expected }) => api.metadataSchemas.remove.mutate({ scope, note, expected }),
        preview: (scope, schema) => api.metadataSchemas.preview.query({ scope, schema }),
        try: async (model, metadata) => (await api.metadataSchemas.try.query({ model, metadata })).faults,
    };
}
