import { once } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { drain, openServer, untilLeft } from "./connections.ts";

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

test("a server that is about to stop waits for as long as it is asked for something, but not for ever, and not for probes", async () => {
  const server = openServer();
  server.on("request", (_, res) => res.end());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const patient = new AbortController().signal;
  const waited = async (path: string, seconds: number) => {
    const asking = setInterval(() => void fetch(`${url}${path}`), 100);
    const begun = performance.now();
    await untilLeft(server, seconds, patient);
    clearInterval(asking);
    return performance.now() - begun;
  };
  expect(await waited("/ready", 0.6)).toBeLessThan(1800);
  expect(await waited("/models", 0.6)).toBeGreaterThanOrEqual(1800);
  expect(await waited("/models", 0)).toBeLessThan(600);
  await drain(server);
});

test("who is in a hurry waits for nobody", async () => {
  const server = openServer();
  const hurry = new AbortController();
  const left = untilLeft(server, 600, hurry.signal);
  hurry.abort();
  await expect(left).resolves.toBeUndefined();
});
