import { sampleOf } from "./fingerprint.js";
import { hashFile } from "./hashing.js";
import { openLanes } from "./lanes.js";
import { findFiles } from "./local-files.js";
import { mostPacked, readFiles, sendPack } from "./pack.js";
import { registeredBy, registerHeld } from "./register.js";
import { refuseChanges, withFile } from "./unchanged.js";
import { sendFiles } from "./upload.js";
/** What one call of attach takes. */
const batchFiles = 1000;
/** Small files that are held in memory and sent together, in bytes. */
const packBytes = 8 * 1024 * 1024;
/** Large files that are hashed, asked about and sent together: enough that questions are few. */
const batchBytes = 64 * 1024 * 1024;
const batchesAtOnce = 4;
/** What one question about sizes takes. */
const batchSizes = 200;
/**
 * Registers files as the next version of a model. Either all of it is registered or nothing. What has come of large files
 * is kept when it fails, so that the next push of the same files goes on there.
 * @throws CountersignError; the signal's reason, when it was aborted
 */
export async function saveModel(api, connection, options) {
    const { model, metadata, version, signal, onProgress } = options;
    signal?.throwIfAborted();
    const files = await findFiles(options.files);
    const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
    const progress = { files: files.length, totalBytes, hashedBytes: 0, sentBytes: 0, reusedBytes: 0, resumedBytes: 0 };
    const result = ({ reference, version: number, digest }) => ({
        reference,
        version: number,
        digest,
        files: files.length,
        bytes: totalBytes,
        uploadedBytes: progress.sentBytes,
        reusedBytes: progress.reusedBytes,
        resumedBytes: progress.resumedBytes,
    });
    const reach = (part, bytes) => {
        progress[part] = bytes;
        onProgress?.({ ...progress });
    };
    const held = await registerHeld(api, files, options, (bytes) => reach("hashedBytes", bytes));
    if (held) {
        reach("reusedBytes", totalBytes);
        return result(held);
    }
    progress.hashedBytes = 0;
    // Not given up halfway: nobody would know the draft that was opened.
    const { draft } = await api.versions.draft.mutate({ model, metadata, version });
    const lanes = openLanes(batchesAtOnce, signal);
    const count = (part, bytes) => {
        progress[part] += bytes;
        onProgress?.({ ...progress });
    };
    try {
        signal?.throwIfAborted();
        await deliver({ api, connection, draft, model, signal: lanes.signal, count }, lanes, files);
        refuseChanges(files, await findFiles(options.files));
        return result(await api.versions.finalize.mutate({ draft, files: files.length, version }, { signal }));
    }
    catch (error) {
        const registered = registeredBy(error) ?? (await discard(api, draft));
        if (registered)
            return result(registered);
        signal?.throwIfAborted();
        throw error;
    }
}
/**
 * Puts the files into the draft, batch by batch, several at once: attached where the registry holds their bytes, and sent
 * where it does not.
 */
async function deliver(out, lanes, files) {
    const delivery = { ...out, sent: new Set(), twins: [] };
    const small = files.filter((file) => file.size <= mostPacked);
    const large = files.filter((file) => file.size > mostPacked);
    try {
        const novel = await findNovel(out, small, large);
        const each = (some, bytes, work) => {
            for (const batch of cutBatches(some, bytes))
                lanes.add(() => work(batch));
        };
        const [unknown, known] = [large.filter((file) => novel.has(file)), large.filter((file) => !novel.has(file))];
        // Hashed while they are sent.
        each(unknown, batchBytes, (batch) => sendFiles(out, batch));
        each(small.filter((file) => novel.has(file)), packBytes, (batch) => packNew(delivery, batch));
        each(small.filter((file) => !novel.has(file)), packBytes, (batch) => packMissing(delivery, batch));
        each(known, batchBytes, (batch) => sendMissing(delivery, batch));
        await lanes.finish();
        await attachTwins(delivery);
    }
    catch (error) {
        lanes.fail(error);
    }
    await lanes.finish();
}
/**
 * The files that the registry can't hold, because it holds none of their size: they need not be asked about. Of large
 * ones, only those that are no copies of each other. Of small ones, none where asking takes more than one question.
 */
async function findNovel({ api, signal }, small, large) {
    const sizesOf = (files) => [...new Set(files.map((file) => file.size))];
    const smallSizes = sizesOf(small);
    const asked = [...(smallSizes.length <= batchSizes ? smallSizes : []), ...sizesOf(large)];
    const novel = new Set();
    for (let at = 0; at < asked.length; at += batchSizes) {
        for (const size of await api.versions.novelSizes.query({ sizes: asked.slice(at, at + batchSizes) }, { signal }))
            novel.add(size);
    }
    const isNovel = (file) => novel.has(file.size);
    return new Set([...small.filter(isNovel), ...(await findDistinct(large.filter(isNovel), signal))]);
}
/** The files that are surely no copies of others among these. */
async function findDistinct(files, signal) {
    const bySize = new Map();
    for (const file of files)
        bySize.set(file.size, [...(bySize.get(file.size) ?? []), file]);
    const distinct = [];
    for (const alike of bySize.values()) {
        const bySample = new Map();
        for (const file of alike) {
            signal.throwIfAborted();
            const sample = alike.length > 1 ? await sampleOf(file) : "";
            bySample.set(sample, [...(bySample.get(sample) ?? []), file]);
        }
        for (const same of bySample.values())
            if (same.length === 1)
                distinct.push(...same);
    }
    return distinct;
}
/** Cuts files into batches, in their order. A batch that holds more bytes than `bytes` is one file. */
function cutBatches(files, bytes) {
    const batches = [];
    let room = { files: 0, bytes: 0 };
    for (const file of files) {
        if (room.files === 0 || room.bytes < file.size) {
            batches.push([]);
            room = { files: batchFiles, bytes };
        }
        batches.at(-1)?.push(file);
        room = { files: room.files - 1, bytes: room.bytes - file.size };
    }
    return batches;
}
/** Sends small files that the registry can't hold. */
async function packNew(delivery, batch) {
    const files = takeFirst(delivery, await readFiles(batch, delivery));
    if (files.length > 0)
        await sendPack(delivery, files);
}
/** Attaches small files, and sends those that the registry lacks. */
async function packMissing(delivery, batch) {
    const files = takeFirst(delivery, await attach(delivery, await readFiles(batch, delivery)));
    if (files.length > 0)
        await sendPack(delivery, files);
}
/** Hashes large files, attaches them, and sends those that the registry lacks. */
async function sendMissing(delivery, batch) {
    const { signal, count } = delivery;
    const hashed = [];
    for (const file of batch) {
        signal.throwIfAborted();
        const sha256 = await withFile(file, (handle) => hashFile(handle, file.size, { signal, onBytes: (bytes) => count("hashedBytes", bytes) }));
        hashed.push({ ...file, sha256 });
    }
    await sendFiles(delivery, takeFirst(delivery, await attach(delivery, hashed)));
}
/** @returns the files that have to be sent */
async function attach({ api, draft, signal, count }, batch) {
    const { missing } = await api.versions.attach.mutate({ draft, files: batch.map(({ path, size, sha256 }) => ({ path, size, sha256 })) }, { signal });
    const absent = new Set(missing);
    for (const file of batch)
        if (!absent.has(file.path))
            count("reusedBytes", file.size);
    return batch.filter((file) => absent.has(file.path));
}
/** Puts aside the files whose bytes are being sent already. */
function takeFirst({ sent, twins }, files) {
    return files.filter(({ path, source, size, state, sha256 }) => {
        if (sent.has(sha256))
            twins.push({ path, source, size, state, sha256 });
        else
            return sent.add(sha256);
        return false;
    });
}
/** By now the registry holds the bytes, from the first file that has them. */
async function attachTwins(delivery) {
    const { twins } = delivery;
    for (let at = 0; at < twins.length; at += batchFiles) {
        const missing = await attach(delivery, twins.slice(at, at + batchFiles));
        for (const batch of cutBatches(missing.filter((file) => file.size <= mostPacked), packBytes))
            await sendPack(delivery, await readFiles(batch, delivery));
        await sendFiles(delivery, missing.filter((file) => file.size > mostPacked));
    }
}
const discardPatienceMs = 3000;
/**
 * Leaves nothing half done, as far as that can be seen to: a draft that stays is seen by its author alone, and never
 * becomes a version. What has come of its large files is found by the next push.
 * @returns the version, when it turns out to be registered
 */
async function discard(api, draft) {
    try {
        await api.deletions.discardDraft.mutate({ draft }, { signal: AbortSignal.timeout(discardPatienceMs) });
        return null;
    }
    catch (error) {
        return registeredBy(error);
    }
}
