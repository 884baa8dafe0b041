/** The attacker's ways to have the registry ask what only it can reach, against real servers on this machine. */
import { createPrivateKey } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, LookupFunction } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { outgoingAgents } from "./agents.ts";
import { requestOutside } from "./request.ts";

/** Stands for a public server: the only address that the tests allow. */
const outside = "127.0.0.2";
const servers: Server[] = [];
let asked: string[] = [];
let publicPort = 0;
let privatePort = 0;

async function listen(host: string, answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  privatePort = await listen("::", (req, res) => {
    asked.push(`${req.socket.localAddress}${req.url}`);
    res.end("the machine's own secret");
  });
  publicPort = await listen(outside, (req, res) => {
    const to = new URL(req.url ?? "/", "http://outside").searchParams.get("to");
    if (to !== null) res.writeHead(302, { location: to }).end();
    else if (req.url === "/long") res.end(Buffer.alloc(100_000));
    else if (req.url === "/silent") res.flushHeaders();
    else res.end(JSON.stringify(req.headers));
  });
});

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

beforeEach(() => {
  asked = [];
});

const refused = { reason: "outgoing_refused" };

/** A resolver that gives these answers, one after the other. */
function resolver(answers: readonly (readonly string[])[]): LookupFunction & { calls: () => number } {
  let calls = 0;
  const resolve: LookupFunction = (_host, options, done) => {
    const found = answers[Math.min(calls++, answers.length - 1)]!.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (options.all) done(null, found);
    else done(null, found[0]!.address, found[0]!.family);
  };
  return Object.assign(resolve, { calls: () => calls });
}

describe("what is private is not asked", () => {
  test.each(["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0.0.0.0", "[::]", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "127.1", "localhost"])(
    "written as %s",
    async (host) => {
      const port = host === "localhost" ? publicPort : privatePort;
      await expect(requestOutside(outgoingAgents([]), `http://${host}:${port}/`)).rejects.toMatchObject(refused);
      await expect(requestOutside(outgoingAgents([]), `https://${host}:${port}/`)).rejects.toMatchObject(refused);
      expect(asked).toEqual([]);
    },
  );

  test.each(["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.0.1/", "http://[fd00:ec2::254]/", "file:///etc/passwd"])("%s", async (address) => {
    await expect(requestOutside(outgoingAgents([]), address)).rejects.toMatchObject(refused);
  });
});

test("what is listed is asked, by address, network or name, and nothing beside it", async () => {
  const named = resolver([["127.0.0.1"]]);
  expect((await requestOutside(outgoingAgents(["127.0.0.0/8"]), `http://127.0.0.1:${privatePort}/a`)).status).toBe(200);
  expect((await requestOutside(outgoingAgents(["sso.internal"], named), `http://SSO.internal:${privatePort}/b`)).body.toString()).toContain("secret");
  expect((await requestOutside(outgoingAgents(["::1"]), `http://[::1]:${privatePort}/c`)).status).toBe(200);
  await expect(requestOutside(outgoingAgents(["sso.internal", "10.0.0.0/8"], named), `http://other.internal:${privatePort}/d`)).rejects.toMatchObject(refused);
  expect(asked.map((each) => each.slice(-2))).toEqual(["/a", "/b", "/c"]);
});

test("a redirect from a server that may be asked to one that may not is not followed", async () => {
  const agents = outgoingAgents([outside]);
  for (const to of [`http://127.0.0.1:${privatePort}/`, `http://[::1]:${privatePort}/`, `//localhost:${privatePort}/`, "file:///etc/passwd", "http://"]) {
    await expect(requestOutside(agents, `http://${outside}:${publicPort}/?to=${encodeURIComponent(to)}`)).rejects.toMatchObject(refused);
  }
  await expect(requestOutside(agents, `http://${outside}:${publicPort}/?to=${encodeURIComponent("?to=x")}`, { redirects: 0 })).rejects.toThrow("redirects more than 0");
  expect(asked).toEqual([]);
});

test("a redirect that may be followed takes no secret to another server", async () => {
  const other = await listen(outside, (req, res) => void res.end(JSON.stringify(req.headers)));
  const headers = { authorization: "Bearer secret", accept: "application/json" };
  const ask = (to: string) => requestOutside(outgoingAgents([outside]), `http://${outside}:${publicPort}/?to=${encodeURIComponent(to)}`, { headers });
  expect(JSON.parse((await ask(`http://${outside}:${other}/`)).body.toString())).toEqual({ accept: "application/json", host: `${outside}:${other}`, connection: "close" });
  expect(JSON.parse((await ask("/same")).body.toString())).toMatchObject(headers);
});

describe("a name that means another address each time", () => {
  test("is asked once for each connection, and the address that was looked at is the one that is used", async () => {
    const resolve = resolver([[outside], ["127.0.0.1"]]);
    const agents = outgoingAgents([outside], resolve);
    expect((await requestOutside(agents, `http://rebound.example:${publicPort}/`)).status).toBe(200);
    expect(resolve.calls()).toBe(1);
    await expect(requestOutside(agents, `http://rebound.example:${privatePort}/`)).rejects.toMatchObject(refused);
    expect(resolve.calls()).toBe(2);
    expect(asked).toEqual([]);
  });

  test("between the hops of a redirect is refused", async () => {
    const agents = outgoingAgents([outside], resolver([[outside], ["127.0.0.1"]]));
    const back = encodeURIComponent(`http://rebound.example:${privatePort}/`);
    await expect(requestOutside(agents, `http://rebound.example:${publicPort}/?to=${back}`)).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  });

  test("and one that means a public and a private address at once is refused", async () => {
    const agents = outgoingAgents([], resolver([["93.184.215.14", "127.0.0.1"]]));
    await expect(requestOutside(agents, `http://both.example:${privatePort}/`)).rejects.toMatchObject(refused);
    expect(asked).toEqual([]);
  });
});

test("an answer that is too long, or never comes, is given up", async () => {
  const agents = outgoingAgents([outside]);
  await expect(requestOutside(agents, `http://${outside}:${publicPort}/long`, { mostBytes: 50_000 })).rejects.toMatchObject(refused);
  await expect(requestOutside(agents, `http://${outside}:${publicPort}/silent`, { timeoutMs: 200 })).rejects.toThrow(/timeout|abort/i);
});

test("an answer that is longer than is wanted can be cut", async () => {
  const { status, body } = await requestOutside(outgoingAgents([outside]), `http://${outside}:${publicPort}/long`, { mostBytes: 1000, cut: true });
  expect([status, body.length]).toEqual([200, 1000]);
});

/** Of a server that nobody vouches for: its key, and the certificate that it has signed itself. */
const ownKey = createPrivateKey({ key: Buffer.from("MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgMMWCk0Ne8c1doHzqGCiwu37ljsW2OBdpQOQiYgQVVB+hRANCAAQ4Py+PD4zamC1x5zKKwbyfqVP3PltIxyIsoC6jx8WHAIB+B9U92LhXsXadKzqQYVICJpnkd5qmydNuHNWQxnAf", "base64"), format: "der", type: "pkcs8" });
const ownCertificate = "MIIBkTCCATagAwIBAgIUUmUxJRxtc8DLpxNTFlxRr5Z6kukwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjA0NDYwMFoYDzIxMjYxMTAyMDQ0NjAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQ4Py+PD4zamC1x5zKKwbyfqVP3PltIxyIsoC6jx8WHAIB+B9U92LhXsXadKzqQYVICJpnkd5qmydNuHNWQxnAfo2QwYjAdBgNVHQ4EFgQUVrh5T9DhBbjQZ4KbrehHRkk1ReowHwYDVR0jBBgwFoAUVrh5T9DhBbjQZ4KbrehHRkk1ReowDwYDVR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAACMAoGCCqGSM49BAMCA0kAMEYCIQClz+RNrFsfJJ7vCp9kiH+t6aKdfYxqyAX7h6jeZW4HqwIhAMP06H5uSPlYfSMO+58V9m59evJBVYwjD4pJ7ti/ot6d";

test("a certificate that nobody vouches for is believed only where that was asked for, and private addresses are refused all the same", async () => {
  const cert = `-----BEGIN CERTIFICATE-----\n${ownCertificate}\n-----END CERTIFICATE-----\n`;
  const server = createTlsServer({ key: ownKey.export({ format: "pem", type: "pkcs8" }), cert }, (_, res) => void res.end("heard"));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, outside, resolve));
  const address = `https://${outside}:${(server.address() as AddressInfo).port}/`;
  const ask = (verifyTls: boolean, allowed = [outside]) => requestOutside(outgoingAgents(allowed), address, { method: "POST", body: "{}", verifyTls });
  await expect(ask(true)).rejects.toThrow(/self-signed|certificate/i);
  expect((await ask(false)).body.toString()).toBe("heard");
  await expect(ask(true)).rejects.toThrow(/self-signed|certificate/i);
  await expect(ask(false, [])).rejects.toMatchObject(refused);
});
