/** A server that is told things, and keeps what it was told. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  /** `http://127.0.0.1:<port>` */
  url: string;
  received: Received[];
  /** How it answers from here on: with a status, or as it likes. */
  answerWith(answer: number | ((request: Received, res: ServerResponse) => void)): void;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answer: (request: Received, res: ServerResponse) => void = (_, res) => void res.writeHead(204).end();
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      const request = { method: req.method ?? "", path: req.url ?? "", headers: req.headers, body };
      received.push(request);
      answer(request, res);
    }, () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answerWith(given) {
      answer = typeof given === "number" ? (_, res) => void res.writeHead(given).end(`answered ${given}`) : given;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
