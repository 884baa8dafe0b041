export function openChecks(api) {
    return {
        list: () => api.checks.list.query(),
        latest: (reference) => api.checks.latest.query({ reference }),
        report: ({ numbers, ...report }) => api.checks.report.mutate({ ...report, ...(numbers ? { numbers: { ...numbers } } : {}) }),
    };
}
