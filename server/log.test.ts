import { afterEach, expect, test } from "vitest";
import { log, openLog, withoutSecrets } from "./log.ts";

const lines: string[] = [];
const open = (format: "json" | "text", level: "info" | "warn" = "info") => openLog({ level, format, write: (line) => void lines.push(line) });
afterEach(() => {
  lines.length = 0;
  openLog({ level: "silent", format: "json" });
});

test("a line is one object of JSON, with what failed told as everywhere", () => {
  open("json");
  log.error("a request failed", { request: "r1", error: new Error("outer", { cause: new Error("inner") }) });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/\n$/);
  const line = JSON.parse(lines[0]!) as Record<string, string>;
  expect(line).toMatchObject({ level: "error", msg: "a request failed", request: "r1", time: expect.stringMatching(/^\d{4}-.*Z$/) });
  expect(line["error"]).toMatch(/^Error: outer\n[^]*caused by Error: inner/);
});

test("text is for people, and begins with what happened", () => {
  open("text");
  log.info("GET pages 200", { ms: 3.2, route: "pages" });
  log.error("it failed", { error: new Error("because") });
  expect(lines[0]).toBe("GET pages 200  ms=3.2  route=pages\n");
  expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d error it failed\nError: because\n/);
});

test("below the level nothing is told but that the process serves", () => {
  open("json", "warn");
  log.info("chatter");
  log.announce("Countersign is ready at http://127.0.0.1:3000");
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(["Countersign is ready at http://127.0.0.1:3000"]);
  expect([log.tells("info"), log.tells("error")]).toEqual([false, true]);
});

const secret = "dGhpcy1pcy1zZWNyZXQtYW5kLWxvbmc";
test.each([
  ["a token", `the token cs_${secret} was shown`],
  ["a header", `authorization: Bearer ${secret}==`],
  ["an address with a password", `connecting to postgres://app:${secret}@db.internal/countersign failed`],
  ["a cookie", `next-auth.session-token=${secret}; path=/`],
  ["a hash of a password", `scrypt$16384$8$1$${secret}`],
  ["a webhook's secret", `whsec_${secret}`],
  ["a signed address", `GET https://s3.internal/b/k?X-Amz-Signature=${secret}&x=1`],
])("%s is not told, wherever it stands", (_, text) => {
  expect(withoutSecrets(text)).not.toContain(secret);
  open("json");
  log.warn(text, { error: new Error(text), nested: { text } });
  open("text");
  log.warn(text, { error: new Error(text) });
  expect(lines).toHaveLength(2);
  expect(lines.join()).not.toContain(secret);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: "warn" });
});

test("facts that are called like a secret are not told", () => {
  open("json");
  log.warn("x", { password: "one", headers: { authorization: "two", cookie: "three" }, token: "four" });
  expect(lines[0]).not.toMatch(/one|two|three|four/);
});
