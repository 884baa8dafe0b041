import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { addressOf, openConnection, type Connection } from "./connection.ts";
import { CountersignError } from "./errors.ts";
import { createRegistry } from "./registry.ts";
import { shortenPauses } from "./short-pauses.ts";
import { serve, type Handler } from "./testing.ts";

const pauses = shortenPauses();

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  pauses.length = 0;
  for (const close of closings.splice(0)) await close();
});

/** A registry whose answers are given one after the other; the last one is repeated. */
async function answering(...answers: Handler[]): Promise<{ connection: Connection; url: string; asked: () => number }> {
  let asked = 0;
  const { url, close } = await serve((req, res) => answers[Math.min(asked++, answers.length - 1)]!(req, res));
  closings.push(close);
  return { url, asked: () => asked, connection: openConnection(url, "cs_x", 200) };
}

const ok = (_: IncomingMessage, res: ServerResponse) => void res.end('{"fine":true}');
const status = (code: number, headers: Record<string, string> = {}, body = "") => (_: IncomingMessage, res: ServerResponse) =>
  void res.writeHead(code, headers).end(body);
const hangUp = (req: IncomingMessage) => void req.socket.destroy();
const call = { method: "GET", path: "/x" } as const;

test("what can be repeated is tried five times at most, with longer and longer pauses", async () => {
  const { connection, asked } = await answering(hangUp);
  await expect(connection.json(call, true)).rejects.toMatchObject({ reason: "cannot_reach", status: null });
  expect(asked()).toBe(5);
  expect(pauses).toHaveLength(4);
  pauses.forEach((pause, at) => {
    expect(pause).toBeGreaterThanOrEqual(150 * 2 ** at);
    expect(pause).toBeLessThanOrEqual(300 * 2 ** at);
  });
});

test.each([502, 503, 504, 429])("a status %i passes", async (code) => {
  const { connection, asked } = await answering(status(code), status(code), ok);
  expect(await connection.json(call, true)).toEqual({ fine: true });
  expect(asked()).toBe(3);
});

test("what may not be done twice is not repeated when it may have been done", async () => {
  for (const answer of [hangUp, status(502), status(504)]) {
    const { connection, asked } = await answering(answer, ok);
    await expect(connection.json({ ...call, method: "POST" }, false)).rejects.toBeInstanceOf(CountersignError);
    expect(asked()).toBe(1);
  }
});

test("what may not be done twice is repeated when it was surely not done", async () => {
  for (const code of [503, 429]) {
    const { connection } = await answering(status(code), ok);
    expect(await connection.json({ ...call, method: "POST" }, false)).toEqual({ fine: true });
  }
});

test("Retry-After is kept to, in seconds and as a date, unless it asks for too much", async () => {
  const { connection } = await answering(status(429, { "retry-after": "7" }), status(503, { "retry-after": new Date(Date.now() + 20_000).toUTCString() }), ok);
  await connection.json(call, true);
  expect(pauses[0]).toBe(7000);
  expect(pauses[1]).toBeGreaterThan(15_000);
  const { connection: patient, asked } = await answering(status(429, { "retry-after": "900" }), ok);
  await expect(patient.json(call, true)).rejects.toMatchObject({ status: 429 });
  expect(asked()).toBe(1);
});

test("a refusal is told as it is, and not repeated", async () => {
  const refusal = { error: { reason: "not_found", message: "The version x does not exist.", details: { a: 1 }, requestId: "r-1" } };
  const { connection, asked } = await answering(status(404, {}, JSON.stringify(refusal)));
  await expect(connection.json(call, true)).rejects.toMatchObject({ ...refusal.error, status: 404, name: "CountersignError" });
  expect(asked()).toBe(1);
});

test("silence is told as such", async () => {
  const { connection, asked } = await answering(() => {});
  await expect(connection.json({ ...call, patienceMs: 20 }, false)).rejects.toMatchObject({ reason: "timed_out", message: expect.stringContaining("silent for 0.02 seconds") });
  expect(asked()).toBe(1);
});

test("an address where nothing listens is told at once, with what to do", async () => {
  const { url, close } = await serve(ok);
  await close();
  const started = performance.now();
  await expect(openConnection(url, undefined, 1000).json(call, true)).rejects.toMatchObject({
    reason: "cannot_reach",
    message: expect.stringMatching(new RegExp(`${url}.*nothing listens there.*COUNTERSIGN_URL`)),
  });
  expect(pauses).toEqual([]);
  expect(performance.now() - started).toBeLessThan(1000);
});

test("a registry that was there before is waited for", async () => {
  const { url, close } = await serve(ok);
  const connection = openConnection(url, undefined, 1000);
  await connection.json(call, true);
  await close();
  await expect(connection.json(call, true)).rejects.toMatchObject({ reason: "cannot_reach" });
  expect(pauses).toHaveLength(4);
});

test("what is no registry is told as such", async () => {
  for (const answer of [status(200, { "content-type": "text/html" }, "<h1>Welcome</h1>"), status(404, {}, "nothing here"), status(302, { location: "https://elsewhere.example/" })]) {
    const { connection } = await answering(answer);
    await expect(connection.json(call, true)).rejects.toMatchObject({ reason: "unexpected_answer", message: expect.stringContaining("no Countersign registry") });
  }
});

test("JSON that is no procedure's answer is told as such", async () => {
  const { url } = await answering(ok);
  await expect(createRegistry({ url }).list().next()).rejects.toMatchObject({ reason: "unexpected_answer" });
});

test("half an answer is asked for again", async () => {
  const half = (_: IncomingMessage, res: ServerResponse) => {
    res.writeHead(200, { "content-length": 13 });
    res.write('{"fine"', () => res.destroy());
  };
  const { connection } = await answering(half, ok);
  expect(await connection.json(call, true)).toEqual({ fine: true });
});

test("an abort is told by the signal's own reason, even in a pause", async () => {
  const { connection } = await answering(() => {});
  const reason = new Error("enough");
  await expect(connection.json({ ...call, signal: AbortSignal.abort(reason) }, true)).rejects.toBe(reason);
  const stop = new AbortController();
  setTimeout(() => stop.abort(reason), 20);
  await expect(connection.json({ ...call, signal: stop.signal }, true)).rejects.toBe(reason);
});

test("a body is written again for every try, and not to its end when it is refused before", async () => {
  let written = 0;
  const body = async (request: { write(chunk: string, done: () => void): unknown }, stop: AbortSignal) => {
    written++;
    for (let at = 0; at < 1000 && !stop.aborted; at++) await new Promise<void>((resolve) => request.write("x".repeat(65_536), resolve));
    return !stop.aborted;
  };
  const { connection } = await answering(hangUp, (req, res) => void req.once("data", () => res.writeHead(409).end('{"error":{"reason":"path_taken","message":"taken"}}')) );
  await expect(connection.json({ method: "PUT", path: "/x", body, headers: { "content-length": 65_536_000 } }, true)).rejects.toMatchObject({ reason: "path_taken" });
  expect(written).toBe(2);
});

test("an address is written in one way", () => {
  expect(addressOf("HTTP://Models.Example.com:80/")).toBe("http://models.example.com");
  expect(addressOf("https://example.com/countersign/")).toBe("https://example.com/countersign");
  for (const wrong of ["models.example.com", "ftp://x", "", "127.0.0.1:3000"]) {
    expect(() => addressOf(wrong)).toThrow(CountersignError);
  }
});

test("a token that no header can hold is refused before anything is sent", () => {
  expect(() => createRegistry({ token: "cs_x\n" })).toThrow(/line breaks/);
});
