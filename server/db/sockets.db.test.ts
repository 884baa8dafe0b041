import { once } from "node:events";
import { connect as dial, createServer, type AddressInfo, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { expect, inject, it } from "vitest";
import { connect } from "./client.ts";
import { gatheringSockets } from "./sockets.ts";

const portOf = (server: ReturnType<typeof createServer>) => (server.address() as AddressInfo).port;

it("sends together what is written in one go, in its order", async () => {
  const received: Buffer[] = [];
  const server = createServer((socket) => void socket.on("data", (bytes) => received.push(bytes)));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const socket = gatheringSockets()({ host: ["127.0.0.1"], port: [portOf(server)], path: "" });
  await once(socket, "connect");
  let handedOver = 0;
  for (const name of ["_write", "_writev"] as const) {
    const hand = socket[name]!.bind(socket) as (...given: unknown[]) => void;
    Object.assign(socket, { [name]: (...given: unknown[]) => (handedOver++, hand(...given)) });
  }
  const messages = Array.from({ length: 20 }, (_, n) => `${n} `.repeat(1000));
  for (const message of messages.slice(0, 10)) socket.write(message);
  await Promise.all(messages.slice(10).map(async (message) => void socket.write(await Promise.resolve(message))));
  socket.end();
  await once(socket, "close");
  expect(Buffer.concat(received).toString()).toBe(messages.join(""));
  expect(handedOver).toBeLessThanOrEqual(3);
  server.close();
});

/** Passes on to the tests' Postgres, at a port that may also be closed. */
async function relay(port = 0) {
  const to = new URL(inject("postgresUrl"));
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = dial(Number(to.port), to.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {}).on("close", () => (near.destroy(), far.destroy()));
    }
    near.pipe(far).pipe(near);
  });
  await once(server.listen(port, "127.0.0.1"), "listening");
  const close = async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: portOf(server), close };
}
const urlAt = (...ports: number[]) => inject("postgresUrl").replace(/@[^/]+/, `@${ports.map((port) => `127.0.0.1:${port}`).join(",")}`);
const one = async ({ db }: ReturnType<typeof connect>) => (await db.execute<{ n: number }>(sql`select 1 as n`))[0]!.n;

it("goes on once the database can be reached again, and says why it could not", async () => {
  const { port, close } = await relay();
  await close();
  const pool = connect(urlAt(port), { max: 2 });
  await expect(one(pool)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  const up = await relay(port);
  await expect.poll(() => one(pool).catch(() => 0)).toBe(1);
  await up.close();
  await expect(one(pool)).rejects.toMatchObject({ cause: { code: expect.stringMatching(/^(ECONN|CONNECTION)/) } });
  const again = await relay(port);
  await expect.poll(() => one(pool).catch(() => 0), { timeout: 10_000 }).toBe(1);
  await pool.close();
  await again.close();
});

it("comes to the next of several hosts where one can't be reached", async () => {
  const gone = await relay();
  await gone.close();
  const here = await relay();
  const pool = connect(urlAt(gone.port, here.port), { max: 2 });
  await expect.poll(() => one(pool).catch(() => 0), { timeout: 10_000 }).toBe(1);
  await pool.close();
  await here.close();
});
