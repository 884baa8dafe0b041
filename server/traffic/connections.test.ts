import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { drain, openServer } from "./connections.ts";

test("a server that stops waits for the answer that is on its way, and for no connection on which nothing was asked", async () => {
  const server = openServer();
  const asked = Promise.withResolvers<() => void>();
  server.on("request", (_, res) => asked.resolve(() => res.end("late")));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const speculative = connect(port, "127.0.0.1");
  await once(speculative, "connect");
  const answer = fetch(`http://127.0.0.1:${port}/`);
  const finish = await asked.promise;
  let done = false;
  const stopping = drain(server).then(() => (done = true));
  await once(speculative, "close");
  expect(done).toBe(false);
  finish();
  expect(await (await answer).text()).toBe("late");
  await stopping;
});
