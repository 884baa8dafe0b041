export function openCards(api) {
    return {
        get: async (reference, { revision } = {}) => (await api.cards.get.query({ reference, revision })).card,
        async *history(reference) {
            let before;
            do {
                const { items, next } = await api.cards.history.query({ reference, before });
                yield* items;
                before = next ?? undefined;
            } while (before !== undefined);
        },
        async revise(reference, { body, note, expected }) {
            const last = expected ?? (await api.cards.get.query({ reference })).card?.revision ?? 0;
            return await api.cards.revise.mutate({ reference, body, note, expected: last });
        },
        diff: (from, to) => api.cards.diff.query({ from, to }),
        preview: (reference, body) => api.cards.preview.query({ reference, body }),
        template: (reference) => api.cards.template.query({ reference }),
    };
}
