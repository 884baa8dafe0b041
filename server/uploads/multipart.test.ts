import { describe, expect, it } from "vitest";
import { fileOf } from "./multipart.ts";

const content = "weights\r\n--almost--\r\n\0";

const bodyOf = (file = content, name = "file", end = "--B--\r\n") =>
  `--B\r\nContent-Disposition: form-data; name="${name}"; filename="é.bin"\r\nContent-Type: application/octet-stream\r\n\r\n${file}\r\n${end}`;

async function* inPieces(body: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += size) yield body.subarray(at, at + size);
}

interface Request {
  contentType?: string | undefined;
  length?: string | undefined;
  bytes?: number;
  size?: number;
}

async function read(text: string, request: Request = {}): Promise<string> {
  const body = Buffer.from(text);
  const given = { contentType: "multipart/form-data; boundary=B", length: String(body.length), bytes: Buffer.byteLength(content), ...request };
  const pieces: Buffer[] = [];
  for await (const piece of fileOf(inPieces(body, request.size ?? 7), given)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe("a body of one file", () => {
  it("gives the file's bytes, wherever it is cut into pieces", async () => {
    const whole = Buffer.byteLength(bodyOf());
    for (let size = 1; size <= whole; size++) expect(await read(bodyOf(), { size })).toBe(content);
  });

  it("may hold its own boundary, be empty, and end without a line break", async () => {
    expect(await read(bodyOf("\r\n--B--\r\n"), { bytes: 9 })).toBe("\r\n--B--\r\n");
    expect(await read(bodyOf(""), { bytes: 0 })).toBe("");
    expect(await read(bodyOf(content, "file", "--B--"))).toBe(content);
  });

  it.each([
    ['multipart/form-data; boundary="B"'],
    ["Multipart/Form-Data;charset=utf-8;boundary=B"],
  ])("is known by the content type %s", async (contentType) => {
    expect(await read(bodyOf(), { contentType })).toBe(content);
  });

  it.each([
    ["of another kind", bodyOf(), { contentType: "application/octet-stream" }, "expected is multipart/form-data"],
    ["without a boundary", bodyOf(), { contentType: "multipart/form-data" }, "with a boundary"],
    ["with a boundary too long", bodyOf(), { contentType: `multipart/form-data; boundary=${"x".repeat(71)}` }, "with a boundary"],
    ["without a content type", bodyOf(), { contentType: undefined }, "has the Content-Type"],
    ["without a length", bodyOf(), { length: undefined }, "no Content-Length"],
    ["with another boundary", bodyOf(), { contentType: "multipart/form-data; boundary=C" }, "does not begin with its boundary"],
    ["of another field", bodyOf(content, "other"), {}, 'named "file"'],
    ["of a field named like its file", `--B\r\nContent-Disposition: form-data; filename="file"\r\n\r\nx\r\n--B--\r\n`, { bytes: 1 }, 'named "file"'],
    ["of headers without end", `--B\r\nX: ${"y".repeat(20_000)}`, {}, "bytes of headers"],
    ["that ends within the headers", "--B\r\nContent-Disposition: form-data", {}, "ends within the headers"],
    ["that is empty", "", {}, "ends within the headers"],
    ["of a shorter file", bodyOf("short"), {}, "does not hold the"],
    ["of a file that lacks one byte", bodyOf(content.slice(1)), {}, "does not hold the"],
    ["of a file that lacks two bytes", bodyOf(content.slice(2)), {}, "does not end with its boundary"],
    ["that does not end", bodyOf(content, "file", "--C--\r\n"), {}, "does not end with its boundary"],
  ] as const)("%s is refused", async (_, body, request, message) => {
    await expect(read(body, request)).rejects.toMatchObject({ reason: "invalid_input", message: expect.stringContaining(message) });
  });

  it.each([
    ["a longer file", bodyOf(`${content}more`)],
    ["two parts", bodyOf().replace("--B--\r\n", bodyOf())],
  ])("is refused with %s before a byte is given", async (_, text) => {
    const body = Buffer.from(text);
    const file = fileOf(inPieces(body, 5), { contentType: "multipart/form-data; boundary=B", length: String(body.length), bytes: Buffer.byteLength(content) });
    await expect(file.next()).rejects.toMatchObject({ reason: "body_too_large" });
  });

  it("that is cut off gives every byte of the file that came", async () => {
    const body = Buffer.from(bodyOf());
    const given: Buffer[] = [];
    const cut = async () => {
      for await (const piece of fileOf(broken(body.subarray(0, body.indexOf("almost"))), { contentType: "multipart/form-data; boundary=B", length: String(body.length), bytes: Buffer.byteLength(content) })) given.push(piece);
    };
    await expect(cut()).rejects.toThrow("cut");
    expect(Buffer.concat(given).toString()).toBe("weights\r\n--");
  });
});

async function* broken(body: Buffer): AsyncGenerator<Buffer> {
  yield* inPieces(body, 3);
  throw new Error("cut");
}
