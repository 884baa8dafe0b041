import { text } from "node:stream/consumers";
import { brokenOff } from "./connection.js";
import { readJsonLines } from "./json-lines.js";
import { persist } from "./retry.js";
import { verifyRecord } from "./verify-record.js";
export function openAudit(connection) {
    const open = (path, accept) => persist(() => connection.open({ method: "GET", path, headers: { accept } }), { repeatable: true, signal: undefined });
    const read = async function* (answer) {
        try {
            yield* answer;
        }
        catch (error) {
            throw brokenOff(connection.url, error).failure;
        }
    };
    const exported = async function* ({ format = "jsonl", ...filter } = {}) {
        const query = new URLSearchParams({ format });
        for (const [name, value] of Object.entries(filter))
            if (value !== undefined)
                query.set(name, value);
        yield* read(await open(`/api/audit?${query.toString()}`, format === "csv" ? "text/csv" : "application/jsonl"));
    };
    const checkpoints = async () => {
        const found = [];
        for await (const some of readJsonLines(read(await open("/api/audit/checkpoints", "application/jsonl"))))
            found.push(...some);
        return found;
    };
    const key = async () => await text(await open("/api/audit/key", "application/x-pem-file"));
    return {
        async *entries(filter) {
            for await (const batch of readJsonLines(exported(filter)))
                yield* batch;
        },
        export: exported,
        checkpoints,
        key,
        async verify(evidence = {}) {
            const signed = evidence.checkpoints ?? (await checkpoints());
            const publicKey = evidence.publicKey ?? (await key());
            return await verifyRecord(readJsonLines(exported()), { ...evidence, checkpoints: signed, publicKey });
        },
    };
}
