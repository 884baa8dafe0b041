/**
 * What the registry is measured against: plain `http` servers that do the same work and nothing else.
 *   node bench/bare.ts select <database url> <version id>   answers every request with one select by key
 *   node bench/bare.ts bytes <folder>                       PUT streams to a file with SHA-256, GET streams it back
 * Prints its address when it listens.
 */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

function select(url: string, id: string): Handler {
  const sql = postgres(url, { max: 10 });
  return async (_req, res) => {
    const [row] = await sql`select id, number, digest from versions where id = ${id}`;
    res.setHeader("content-type", "application/json");
    res.end(JSON.stringify(row));
  };
}

function bytes(folder: string): Handler {
  return async (req, res) => {
    const path = join(folder, "stored");
    if (req.method === "PUT") {
      const hash = createHash("sha256");
      const arriving = `${path}.${randomUUID()}`;
      const hashed = new Transform({
        transform(chunk: Buffer, _, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      await pipeline(req, hashed, createWriteStream(arriving));
      const file = await open(arriving);
      await file.sync();
      await file.close();
      await rename(arriving, path);
      res.end(hash.digest("hex"));
    } else {
      res.setHeader("content-length", (await stat(path)).size);
      await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), res);
    }
  };
}

const [kind, first = "", second = ""] = process.argv.slice(2);
const handle = kind === "select" ? select(first, second) : bytes(first);
const server = createServer((req, res) => void handle(req, res));
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
