import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { open, readdir, readlink } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer as bytesOf } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { extract } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createRegistry, type Registry } from "@countersign/sdk";
import { makeFolder } from "../../sdk/testing.ts";
import { startTestRegistry, type TestPerson, type TestRegistry } from "../testing/registry.ts";
import { metadataExample } from "../versions/schema.ts";

const mebibyte = 1024 * 1024;

let test: TestRegistry;
let author: TestPerson;
let stranger: TestPerson;
let sdk: Registry;

beforeAll(async () => {
  test = await startTestRegistry();
  await test.addTeam("risk");
  author = await test.addPerson("Author", { risk: "contributor" });
  stranger = await test.addPerson("Stranger");
  sdk = createRegistry({ url: test.url, token: author.token });
});
afterAll(() => test.close());

async function push(model: string, files: Record<string, string | Buffer>) {
  const folder = await makeFolder(files);
  const saved = await sdk.saveModel({ model, files: folder.path, metadata: metadataExample });
  await folder.remove();
  return saved;
}

const get = (path: string, headers: Record<string, string> = {}, person = author) =>
  fetch(`${test.url}${path}`, { headers: { authorization: `Bearer ${person.token}`, ...headers } });

/** The file in the store that holds the bytes. */
const storedAt = (sha256: string) => join(test.folder, "sha256", sha256.slice(0, 2), sha256.slice(2));

/** Changes one byte of a stored file in place. */
async function corrupt(sha256: string, at: number): Promise<void> {
  const file = await open(storedAt(sha256), "r+");
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at);
  await file.write(Buffer.from([buffer[0]! ^ 1]), 0, 1, at);
  await file.close();
}

describe("a file", () => {
  it("named by number or digest is kept by the client for ever, by a pointer is asked for anew", async () => {
    const { digest } = await push("risk/cached", { "metrics.json": "{}" });
    for (const [selector, expected] of [["1", /immutable/], [digest, /immutable/], ["champion", /no-cache/]] as const) {
      if (selector === "champion") await sdk.api.pointers.setAlias.mutate({ model: "risk/cached", alias: "champion", version: 1 });
      const answer = await get(`/files/risk/cached/${selector}/metrics.json`);
      expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([200, "application/json", expect.stringMatching(expected)]);
      const again = await get(`/files/risk/cached/${selector}/metrics.json`, { "if-none-match": `"other", ${answer.headers.get("etag")}` });
      expect(again.status).toBe(304);
    }
  });

  it("to be viewed is shown if it runs nothing, and saved otherwise", async () => {
    await push("risk/viewed", { "page.html": "<script>alert(1)</script>", "plot.png": "png", "run.js": "alert(1)" });
    const dispositionOf = async (name: string) => {
      const { headers } = await get(`/files/risk/viewed/1/${name}?view`);
      expect(headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
      return `${headers.get("content-disposition")?.split(";", 1)[0]} ${headers.get("content-type")}`;
    };
    expect(await dispositionOf("page.html")).toBe("inline text/plain; charset=utf-8");
    expect(await dispositionOf("plot.png")).toBe("inline image/png");
    expect(await dispositionOf("run.js")).toBe("attachment application/octet-stream");
  });

  it("with one wrong byte on the disk is never served as good, is refused from then on, and is mended by pushing it again", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const bytes = randomBytes(3 * mebibyte + 17);
    const saved = await push("risk/damaged", { "model.bin": bytes });
    const [file] = (await sdk.api.versions.files.query({ reference: saved.reference })).items;
    await corrupt(file!.sha256, 2 * mebibyte + 5);
    const path = "/files/risk/damaged/1/model.bin";
    // Ranges that lie elsewhere are right still.
    const elsewhere = await get(path, { range: "bytes=0-9" });
    expect(Buffer.from(await elsewhere.arrayBuffer())).toEqual(bytes.subarray(0, 10));
    const received: Buffer[] = [];
    const cut = (async () => {
      for await (const piece of Readable.fromWeb((await get(path)).body as never)) received.push(piece as Buffer);
    })();
    await expect(cut).rejects.toThrow(/terminated|aborted|closed/);
    expect(Buffer.concat(received).equals(bytes.subarray(0, Buffer.concat(received).length))).toBe(true);
    expect(Buffer.concat(received).length).toBeLessThanOrEqual(2 * mebibyte);
    const refused = await get(path);
    expect([refused.status, ((await refused.json()) as { error: { reason: string } }).error.reason]).toEqual([500, "blob_damaged"]);
    expect((await sdk.api.storage.team.query({ team: "risk" })).bytes).toBeGreaterThan(0);
    const again = await push("risk/mended", { "model.bin": bytes });
    expect(again.reusedBytes).toBe(0);
    expect(Buffer.from(await (await get(path)).arrayBuffer()).equals(bytes)).toBe(true);
    log.mockRestore();
  });
});

describe("several at once", () => {
  const bytes = randomBytes(9 * mebibyte + 99);
  beforeAll(() => push("risk/parallel", { "model.bin": bytes }));

  /** Asks over a socket of its own. @param read what is done with the answer */
  async function ask<T>(range: string, read: (socket: Socket) => Promise<T>): Promise<T> {
    const socket = connect(Number(new URL(test.url).port), "127.0.0.1");
    socket.write(`GET /files/risk/parallel/1/model.bin HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${author.token}\r\n${range}connection: close\r\n\r\n`);
    try {
      return await read(socket);
    } finally {
      socket.destroy();
    }
  }
  const bodyOf = (answer: Buffer) => answer.subarray(answer.indexOf("\r\n\r\n") + 4);
  /** Files of the store that this process holds open; none where the system does not tell. */
  const held = async () => {
    if (process.platform !== "linux") return 0;
    const links = await Promise.all((await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")));
    return links.filter((link) => link.startsWith(join(test.folder, "sha256"))).length;
  };

  it("are each the right bytes, for slow readers and fast ones, whole and in ranges", async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        ask(at % 2 === 0 ? "" : `range: bytes=${at * 1000}-\r\n`, async (socket) => {
          const pieces: Buffer[] = [];
          for await (const piece of socket) {
            pieces.push(piece as Buffer);
            if (at % 3 === 0 && pieces.length % 16 === 0) await sleep(10);
          }
          return Buffer.concat(pieces);
        }),
      ),
    );
    for (const [at, answer] of answers.entries()) expect(bodyOf(answer).equals(bytes.subarray(at % 2 === 0 ? 0 : at * 1000))).toBe(true);
  });

  it("leave no file open when readers hang up, before the first byte and in the middle", async () => {
    const hangUps = Array.from({ length: 12 }, (_, at) =>
      ask("", async (socket) => {
        if (at % 3 === 0) return await sleep(at);
        for (let received = 0; received < (at % 3) * 2 * mebibyte; ) received += ((await once(socket, "data")) as [Buffer])[0].length;
      }),
    );
    await Promise.all(hangUps);
    const whole = await get("/files/risk/parallel/1/model.bin");
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    await expect.poll(held, { timeout: 5000 }).toBe(0);
  });
});

describe("a version as one archive", () => {
  const long = `deep/${"ä".repeat(120)}/${"long-name-".repeat(12)}.bin`;

  it("holds every file, also of long and foreign names, and is the same bytes each time", async () => {
    const files = { "model.bin": randomBytes(2 * mebibyte + 3), empty: "", [long]: "x" };
    await push("risk/archived", files);
    const answer = await get("/files/risk/archived/1.tar");
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("content-disposition")]).toEqual([
      200, "application/x-tar", expect.stringContaining('filename="archived-1.tar"'),
    ]);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const unpacked: Record<string, Buffer> = {};
    for await (const entry of Readable.from([bytes]).pipe(extract())) {
      unpacked[entry.header.name] = await bytesOf(entry);
    }
    expect(Object.keys(unpacked)).toEqual([`archived-1/${long}`, "archived-1/empty", "archived-1/model.bin"]);
    expect(unpacked["archived-1/model.bin"]?.equals(files["model.bin"])).toBe(true);
    expect(Buffer.from(await (await get("/files/risk/archived/1.tar")).arrayBuffer()).equals(bytes)).toBe(true);
    const tag = answer.headers.get("etag") ?? "";
    expect((await get("/files/risk/archived/1.tar", { "if-none-match": tag })).status).toBe(304);
    expect((await get("/files/risk/archived/1.tar", {}, stranger)).status).toBe(404);
    expect((await get("/files/risk/archived/7.tar")).status).toBe(404);
  });
});

describe("downloads", () => {
  it("are counted by version, day and credential", async () => {
    const { reference } = await push("risk/counted", { "a.bin": "12345", "b.bin": "67890" });
    await get("/files/risk/counted/1/a.bin");
    await get("/files/risk/counted/1/a.bin", { range: "bytes=2-" });
    await get("/files/risk/counted/1.tar");
    await fetch(`${test.url}/files/risk/counted/1/a.bin`, { method: "HEAD", headers: { authorization: `Bearer ${author.token}` } });
    await get("/files/risk/counted/1/a.bin", {}, stranger);
    await test.registry.tally.flush();
    const stats = await sdk.api.downloads.stats.query({ reference });
    expect(stats).toMatchObject({ files: 3, bytes: 18, people: 1, by: [{ person: { name: "Author" }, token: "test", files: 3, bytes: 18 }] });
    expect(stats.days).toHaveLength(30);
    expect(stats.days.at(-1)).toMatchObject({ files: 3, bytes: 18 });
    expect(stats.days.slice(0, -1).every((day) => day.files === 0)).toBe(true);
  });
});
