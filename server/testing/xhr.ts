import { request as ask, type ClientRequest } from "node:http";
import { text } from "node:stream/consumers";

/** So much is sent before its progress is told, in bytes. */
const piece = 1024 * 1024;

/** As much of a browser's XMLHttpRequest as UploadThing's client uses, for addresses below `base`. */
export function xhrAt(base: string) {
  return class extends EventTarget {
    readonly upload = new EventTarget();
    responseType = "";
    status = 0;
    statusText = "";
    response: unknown = null;
    readonly #headers: Record<string, string> = {};
    #sending: ClientRequest | undefined;
    #url = "";
    #aborted = false;

    open(_method: string, url: string) {
      this.#url = base + url;
    }
    setRequestHeader(name: string, value: string) {
      this.#headers[name] = value;
    }
    abort() {
      this.#aborted = true;
      this.#sending?.destroy();
    }
    send(form: FormData) {
      void this.#send(form);
    }
    async #send(form: FormData) {
      const encoded = new Response(form);
      const body = Buffer.from(await encoded.arrayBuffer());
      if (this.#aborted) return;
      const headers = { ...this.#headers, "content-type": encoded.headers.get("content-type") ?? "", "content-length": body.length };
      const sending = ask(this.#url, { method: "PUT", headers });
      this.#sending = sending;
      sending.on("error", () => this.#aborted || this.dispatchEvent(new Event("error")));
      sending.on("response", (answer) => {
        void text(answer).then((told) => {
          [this.status, this.statusText, this.response] = [answer.statusCode ?? 0, answer.statusMessage ?? "", JSON.parse(told)];
          this.dispatchEvent(new Event("load"));
        });
      });
      for (let at = 0; at < body.length && !this.#aborted; at += piece) {
        await new Promise((resolve) => sending.write(body.subarray(at, at + piece), resolve));
        this.upload.dispatchEvent(Object.assign(new Event("progress"), { loaded: Math.min(at + piece, body.length) }));
      }
      sending.end();
    }
  };
}
