import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { bulkGet, type Head, type Sink } from "./bulk.ts";

const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

/** A server that says exactly this to whoever asks, piece by piece, and then hangs up or not. */
async function saying(pieces: (string | Buffer)[], { hangUp = true } = {}): Promise<{ url: URL; heard: () => string }> {
  let heard = "";
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (bytes) => {
      heard = bytes.toString();
      void (async () => {
        for (const piece of pieces) {
          socket.write(piece);
          await sleep(2);
        }
        if (hangUp) socket.end();
      })();
    });
    closings.push(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closings.push(() => server.close());
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a%20b`), heard: () => heard };
}

/** A sink of little room, of which some pieces take their time. */
function gathering() {
  const pieces: Buffer[] = [];
  let room = Buffer.alloc(1000);
  const sink: Sink = {
    get room() {
      return room;
    },
    accept(count) {
      pieces.push(Buffer.from(room.subarray(0, count)));
      if (pieces.length % 3 > 0) return null;
      const next = Buffer.alloc(1000);
      return sleep(1).then(() => void (room = next));
    },
  };
  return { sink, bytes: () => Buffer.concat(pieces) };
}

async function get(url: URL, sink: Sink | null, more: { signal?: AbortSignal; silenceMs?: number } = {}): Promise<{ whole: boolean; head?: Head }> {
  let head: Head | undefined;
  const begin = async (given: Head) => {
    await sleep(1);
    head = given;
    return sink;
  };
  const whole = await bulkGet(url, { authorization: "Bearer cs_x", range: "bytes=5-" }, { silenceMs: 1000, begin, ...more });
  return head ? { whole, head } : { whole };
}

const body = randomBytes(200_000);
const head = (length: number) => `HTTP/1.1 206 Partial Content\r\nContent-Length: ${length}\r\nETag:  "x"\r\n\r\n`;

test.each<[string, (string | Buffer)[]]>([
  ["at once", [Buffer.concat([Buffer.from(head(body.length)), body])]],
  ["the head by itself", [head(body.length), body]],
  ["the head in two", [head(body.length).slice(0, 20), Buffer.concat([Buffer.from(head(body.length).slice(20)), body.subarray(0, 10)]), body.subarray(10)]],
  ["the body in many", [head(body.length), ...Array.from({ length: 20 }, (_, at) => body.subarray(at * 10_000, (at + 1) * 10_000))]],
])("a body arrives whole, in whatever pieces: %s", async (_, pieces) => {
  const { url, heard } = await saying(pieces, { hangUp: false });
  const { sink, bytes } = gathering();
  expect(await get(url, sink)).toEqual({ whole: true, head: { status: 206, headers: { "content-length": "200000", etag: '"x"' } } });
  expect(bytes().equals(body)).toBe(true);
  expect(heard()).toMatch(/^GET \/a%20b HTTP\/1\.1\r\n/);
  expect(heard()).toContain("authorization: Bearer cs_x\r\n");
  expect(heard()).toContain(`host: ${url.host}\r\n`);
});

test("the address is asked for with its query", async () => {
  const { url, heard } = await saying([head(2), "xx"]);
  url.search = "?signature=a%2Fb";
  expect((await get(url, gathering().sink)).whole).toBe(true);
  expect(heard()).toMatch(/^GET \/a%20b\?signature=a%2Fb HTTP/);
});

test("an empty body is a body", async () => {
  const { url } = await saying(["HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"]);
  expect((await get(url, gathering().sink)).whole).toBe(true);
});

test("what follows the body is no part of it", async () => {
  const { url } = await saying([head(5), "12345HTTP/1.1 200 OK"]);
  const { sink, bytes } = gathering();
  expect((await get(url, sink)).whole).toBe(true);
  expect(bytes().toString()).toBe("12345");
});

test.each([
  ["a refusal", "HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}"],
  ["pieces of unknown length", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"],
  ["compressed bytes", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-encoding: gzip\r\n\r\nxx"],
  ["no length", "HTTP/1.1 200 OK\r\n\r\nxx"],
  ["another protocol", "SSH-2.0-OpenSSH_9.6\r\n\r\n"],
  ["an endless head", `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(4000)}`],
])("%s is left to Node's client", async (_, answer) => {
  const { url } = await saying([answer]);
  const { sink, bytes } = gathering();
  expect(await get(url, sink)).toEqual({ whole: false });
  expect(bytes().length).toBe(0);
});

test("a connection that is cut, silent or aborted is told", async () => {
  const cut = await saying([head(10), "123"]);
  await expect(get(cut.url, gathering().sink)).rejects.toMatchObject({ code: "ECONNRESET" });
  const silent = await saying([head(10), "123"], { hangUp: false });
  await expect(get(silent.url, gathering().sink, { silenceMs: 20 })).rejects.toMatchObject({ code: "SILENCE" });
  const reason = new Error("enough");
  const stop = new AbortController();
  setTimeout(() => stop.abort(reason), 10);
  await expect(get(silent.url, gathering().sink, { signal: stop.signal })).rejects.toBe(reason);
});

test("what the sink throws is thrown, at once and later", async () => {
  const { url } = await saying([head(body.length), body]);
  const full = { room: Buffer.alloc(100), accept: () => Promise.reject(new Error("full")) };
  await expect(get(url, full)).rejects.toThrow("full");
  await expect(bulkGet(url, {}, { silenceMs: 1000, begin: () => Promise.reject(new Error("no")) })).rejects.toThrow("no");
});
