import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import type { Registry, Watch } from "@countersign/sdk";
import { InferenceSession, Tensor } from "onnxruntime-node";

/** A model that answers, and how many requests it is answering. */
interface Loaded {
  version: number;
  digest: string;
  session: InferenceSession;
  running: number;
  /** Called when the last of them is done. */
  idle: () => void;
}

export interface Service {
  url: string;
  watch: Watch;
  close(): Promise<void>;
}

const pixels = 64;

/**
 * Reads digits over HTTP with whatever version a stage names. Another one is loaded and tried beside the old one; from then on it gets
 * the requests that come, while the old one finishes those that it has. No request waits, and none fails.
 * `POST /predict` with `{ "pixels": [64 numbers from 0 to 16] }` answers `{ digit, probability, version, digest }`.
 * @param options.to a folder for the versions, which this service has to itself
 * @param options.port 0 for any that is free
 */
export async function startService({ registry, reference, to, port }: { registry: Registry; reference: string; to: string; port: number }): Promise<Service> {
  let loaded: Loaded | undefined;
  const watch = await registry.watch(reference, {
    to,
    async onChange({ version, digest, path }) {
      const session = await InferenceSession.create(join(path, "model.onnx"));
      // One that can't answer is not taken into use: what is thrown here leaves the old one in its place.
      await read(session, Array.from({ length: pixels }, () => 0));
      const old = loaded;
      loaded = { version, digest, session, running: 0, idle: () => {} };
      if (!old) return;
      await whenIdle(old);
      await old.session.release();
    },
    onError: (error) => console.error(error.message),
  });

  /** Keeps hold of the model that it began with, whatever becomes live meanwhile. */
  async function predict(image: number[]) {
    const model = loaded;
    if (!model) return null;
    model.running++;
    try {
      return { ...(await read(model.session, image)), version: model.version, digest: model.digest };
    } finally {
      if (--model.running === 0) model.idle();
    }
  }

  async function answer(req: IncomingMessage): Promise<{ status: number; body: object }> {
    if (req.method !== "POST" || req.url !== "/predict") return { status: 404, body: { error: "Ask POST /predict." } };
    const image = await imageIn(req);
    if (!image) return { status: 400, body: { error: `Send { "pixels": [${pixels} numbers from 0 to 16] }.` } };
    const predicted = await predict(image);
    return predicted ? { status: 200, body: predicted } : { status: 503, body: { error: `${reference} names no version yet.` } };
  }

  const server = createServer((req, res) => {
    void answer(req)
      .catch((error: unknown) => ({ status: 500, body: { error: String(error) } }))
      .then(({ status, body }) => res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    watch,
    async close() {
      await watch.close();
      server.closeIdleConnections();
      await new Promise((resolve) => server.close(resolve));
      await loaded?.session.release();
    },
  };
}

async function read(session: InferenceSession, image: number[]): Promise<{ digit: number; probability: number }> {
  const outputs = await session.run({ [session.inputNames[0]!]: new Tensor("float32", Float32Array.from(image), [1, pixels]) });
  const scores = [...(outputs[session.outputNames[0]!]!.data as Float32Array)];
  const probability = Math.max(...scores);
  return { digit: scores.indexOf(probability), probability };
}

async function whenIdle(model: Loaded): Promise<void> {
  if (model.running > 0) await new Promise<void>((resolve) => (model.idle = resolve));
}

async function imageIn(req: IncomingMessage): Promise<number[] | null> {
  const body = (await json(req).catch(() => null)) as { pixels?: unknown } | null;
  const image = body?.pixels;
  return Array.isArray(image) && image.length === pixels && image.every((each) => typeof each === "number") ? image : null;
}
