import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, giveRoom, roomBytes, takeRoom } from "./rooms.ts";

describe("a room", () => {
  it("is had by one at a time", () => {
    const [one, other] = [takeRoom(), takeRoom()];
    expect(one).not.toBe(other);
    expect([one.length, other.length]).toEqual([roomBytes, roomBytes]);
    giveRoom(one);
    expect(takeRoom()).toBe(one);
    expect(takeRoom()).not.toBe(one);
  });
});

describe("a body", () => {
  /** What is left of each piece when the next one has been asked for, in bytes. */
  let left: number[] = [];
  const server = createServer((req, res) => {
    void (async () => {
      const hash = createHash("sha256");
      const pieces: Buffer[] = [];
      for await (const piece of bodyOf(req)) {
        hash.update(piece);
        pieces.push(piece);
        if (req.url === "/refused") break;
      }
      left = pieces.map((piece) => piece.length);
      res.end(hash.digest("hex"));
    })();
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  async function send(path: string, body: Buffer): Promise<string> {
    const sending = request({ port: (server.address() as AddressInfo).port, path, method: "PUT", agent: false });
    const answered = once(sending, "response");
    sending.end(body);
    const [answer] = (await answered) as [NodeJS.ReadableStream];
    let text = "";
    for await (const piece of answer) text += String(piece);
    return text;
  }

  it.each([0, 10, 5000, 3_000_000])("of %i bytes is what was sent, and takes no memory afterwards", async (size) => {
    const body = randomBytes(size);
    expect(await send("/", body)).toBe(createHash("sha256").update(body).digest("hex"));
    expect(left.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(4096);
  });

  it("of which not all is wanted leaves the request open for the answer", async () => {
    expect(await send("/refused", randomBytes(60_000))).toMatch(/^[0-9a-f]{64}$/);
  });
});
