/** A single sign-on provider of one's own on loopback: the real protocol, with a form that asks for nothing but a name. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Provider, type Configuration } from "oidc-provider";

/** What the provider says of somebody. */
export interface Claims {
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: unknown;
}

export interface TestProvider {
  issuer: string;
  /** Everybody it knows, by the name that they sign in with, which is also their subject; may be changed at any time. */
  people: Map<string, Claims>;
  /** What the registry has to be started with. */
  env: Record<string, string>;
  /** Begins to answer, for a registry that is there. Until then, and after `fail`, it answers with 503. */
  serve(registryUrl: string): void;
  fail(): void;
  close(): Promise<void>;
}

const client = { id: "countersign", secret: "a secret that the tests know" };

export async function startOidcProvider(): Promise<TestProvider> {
  let answer: ((req: IncomingMessage, res: ServerResponse) => void) | null = null;
  const server = createServer((req, res) => (answer ? answer(req, res) : res.writeHead(503).end()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people = new Map<string, Claims>();
  return {
    issuer,
    people,
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret, OIDC_NAME: "Keyring", OIDC_SCOPES: "openid email profile groups", COUNTERSIGN_OUTGOING_ALLOW: "127.0.0.1" },
    serve(registryUrl) {
      answer = answerAs(new Provider(issuer, configuration(registryUrl, people)), people);
    },
    fail() {
      answer = null;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configuration(registryUrl: string, people: Map<string, Claims>): Configuration {
  return {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [`${registryUrl}/api/auth/callback/oidc`] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    scopes: ["openid", "groups"],
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ["signed by the tests"] },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => (people.has(sub) ? { accountId: sub, claims: () => ({ sub, ...people.get(sub) }) } : undefined),
    // Nobody is asked whether the registry may know who they are.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
  };
}

function answerAs(provider: Provider, people: Map<string, Claims>) {
  const protocol = provider.callback();
  const interact = async (req: IncomingMessage, res: ServerResponse) => {
    if (req.method === "POST") {
      const login = new URLSearchParams(await text(req)).get("login") ?? "";
      if (people.has(login)) return await provider.interactionFinished(req, res, { login: { accountId: login } }, { mergeWithLastSubmission: false });
      if (login === "") return await provider.interactionFinished(req, res, { error: "access_denied", error_description: "Nobody signed in." });
    }
    res.setHeader("content-type", "text/html; charset=utf-8");
    res.end(`<!doctype html><html lang="en"><title>Keyring</title><form method="post"><label>Who are you? <input name="login" autofocus></label> <button>Go on</button></form></html>`);
  };
  return (req: IncomingMessage, res: ServerResponse) => {
    if (!req.url?.startsWith("/interaction/")) return void protocol(req, res);
    interact(req, res).catch((error: unknown) => res.writeHead(500).end(String(error)));
  };
}
