/**
 * @param width how many tasks run at once
 * @param signal stops them all
 */
export function openLanes(width, signal) {
    const waiting = new Set();
    const stop = new AbortController();
    const now = { running: 0 };
    let wake = () => { };
    const fail = (error) => {
        now.failure ??= { error };
        stop.abort(now.failure.error);
    };
    const run = async (task) => {
        now.running++;
        await task().catch(fail);
        now.running--;
        fill();
        wake();
    };
    const fill = () => {
        // What runs is forgotten here, and with it the bytes that it holds.
        for (const task of waiting) {
            if (now.running >= width || now.failure)
                return;
            waiting.delete(task);
            void run(task);
        }
    };
    return {
        signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
        fail,
        add(task) {
            waiting.add(task);
            fill();
        },
        async finish() {
            while (now.running > 0) {
                await new Promise((resolve) => {
                    wake = resolve;
                });
            }
            if (now.failure)
                throw now.failure.error;
        },
    };
}
