import { createReadStream, createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Option } from "commander";
import { readJsonLines } from "../json-lines.js";
import { createRegistry } from "../registry.js";
import { verifyRecord } from "../verify-record.js";
import { addCommand, print, settings } from "./command.js";
import { facts } from "./layout.js";
import { paintFor } from "./paint.js";
import { exitCodes, UsageError } from "./report.js";
export function addAuditCommands(program) {
    const group = program.command("audit").description("the record of everything that was done and refused");
    addCommand(group, "export", "write the record to stdout, or to a file, however long it is")
        .addOption(new Option("--format <format>", "jsonl can be verified").choices(["jsonl", "csv"]).default("jsonl"))
        .option("--since <instant>", "from then on: 2026-05-03T10:00:00Z")
        .option("--until <instant>", "before then")
        .option("--actor <account>", "an e-mail address, an id or a name")
        .option("--action <action>", "such as promotion.applied")
        .option("--model <team/model>", "what concerns one model")
        .addOption(new Option("--outcome <outcome>", "done, or refused").choices(["done", "refused"]))
        .option("--output <file>", "write to this file")
        .action(exportRecord);
    addCommand(group, "verify [file]", "check that nothing in the record was changed, removed, moved or added")
        .option("--checkpoints <file>", "what the registry has signed, as its checkpoints.jsonl has it")
        .option("--key <file>", "the public key that it signs with; left out, the key.pub.pem beside the checkpoints")
        .option("--partial", "the file begins in the middle of the record")
        .addHelpText("after", "\nWith a file (from audit export, without filters) nothing else is asked; without one, the registry is, with a token of the" +
        "\nscope audit:read. Checkpoints that were copied from where the registry keeps them prove more than those it gives out itself." +
        "\nExit codes: 0 the record is whole, 1 it is not, and the first bad entry is named.")
        .action(verify);
}
async function exportRecord({ format, output, url, token, json: _json, ...filter }) {
    const registry = createRegistry(await settings({ ...(url ? { url } : {}), ...(token ? { token } : {}) }));
    const bytes = Readable.from(registry.audit.export({ format, ...filter }));
    if (output === undefined)
        await pipeline(bytes, process.stdout, { end: false });
    else
        await pipeline(bytes, createWriteStream(output));
}
async function verify(file, options) {
    const given = await readEvidence(options);
    const tell = progress();
    const evidence = { ...given, partial: options.partial, onProgress: tell.update };
    const work = file === undefined
        ? createRegistry(await settings(options)).audit.verify(evidence)
        : verifyRecord(readJsonLines(createReadStream(file, { highWaterMark: 1024 * 1024 })), evidence);
    const found = await work.finally(tell.clear);
    print({ text: describe(found, paintFor(process.stdout)), json: found }, options.json);
    process.exitCode = found.ok ? exitCodes.done : exitCodes.failed;
}
async function readEvidence({ checkpoints, key }) {
    const publicKey = async (path) => await readFile(path, "utf8").catch(() => {
        throw new UsageError(`The key can't be read from ${path}: name the public key that checkpoints are signed with by --key.`);
    });
    if (checkpoints === undefined)
        return key === undefined ? {} : { publicKey: await publicKey(key) };
    const found = [];
    for await (const some of readJsonLines(createReadStream(checkpoints)))
        found.push(...some);
    return { checkpoints: found, publicKey: await publicKey(key ?? join(dirname(checkpoints), "key.pub.pem")) };
}
/** Tells on stderr how far it is, once it takes longer than a second. */
function progress(stream = process.stderr) {
    const begun = performance.now();
    let toldAt = begun;
    return {
        update: (entries) => {
            const now = performance.now();
            if (now - toldAt < 1000)
                return;
            toldAt = now;
            const line = `Verified ${entries.toLocaleString("en")} entries (${Math.round(entries / ((now - begun) / 1000)).toLocaleString("en")} a second)`;
            stream.write(stream.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
        },
        clear: () => {
            if (stream.isTTY && toldAt > begun)
                stream.write("\r\x1b[2K");
        },
    };
}
function describe(found, paint) {
    const { fault, entries, first, last, hash, checkpoints, signedTo } = found;
    const span = first === null ? "the record is empty" : `entries ${first} to ${last ?? first}`;
    const signed = checkpoints === 0 ? "no checkpoint was held against it" : `${checkpoints === 1 ? "1 checkpoint agrees" : `${checkpoints.toLocaleString("en")} checkpoints agree`}, the last one at ${signedTo}`;
    return [
        fault ? `${paint.bad("broken")}  ${fault.message}` : `${paint.good("whole")}  ${span}`,
        facts([
            [fault ? "first bad entry" : "", fault ? String(fault.seq) : null],
            ["verified", entries.toLocaleString("en")],
            ["hash", hash],
            ["signed", signed],
        ]),
    ].join("\n");
}
