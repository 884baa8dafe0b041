import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { newSigningSecret } from "./new-secret.ts";
import { secretsAt, signedHeaders } from "./standard.ts";

const message = () => ({ id: "evt_7", at: new Date(), body: JSON.stringify({ type: "model.created", data: { name: "Straße ☃" } }) });

test("the library of Standard Webhooks verifies what is signed", () => {
  const secret = newSigningSecret();
  const sent = message();
  const headers = signedHeaders([secret], sent);
  expect(new Webhook(secret).verify(sent.body, headers)).toEqual(JSON.parse(sent.body));
  expect(headers["webhook-signature"]).toBe(new Webhook(secret).sign(sent.id, sent.at, sent.body));
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});

test("during a rotation both the old and the new secret verify, and no other", () => {
  const [old, fresh, other] = [newSigningSecret(), newSigningSecret(), newSigningSecret()];
  const sent = message();
  const headers = signedHeaders([fresh, old], sent);
  for (const secret of [old, fresh]) expect(new Webhook(secret).verify(sent.body, headers)).toEqual(JSON.parse(sent.body));
  expect(() => new Webhook(other).verify(sent.body, headers)).toThrow("No matching signature");
});

test("what was altered, or is sent once more later, does not verify", () => {
  const secret = newSigningSecret();
  const sent = message();
  const headers = signedHeaders([secret], sent);
  const verifies = (body: string, given: Record<string, string>) => () => new Webhook(secret).verify(body, given);
  expect(verifies(sent.body.replace("created", "removed"), headers)).toThrow("No matching signature");
  expect(verifies(sent.body, { ...headers, "webhook-id": "evt_8" })).toThrow("No matching signature");
  expect(verifies(sent.body, { ...headers, "webhook-timestamp": String(Number(headers["webhook-timestamp"]) - 1) })).toThrow("No matching signature");
  const replayed = signedHeaders([secret], { ...sent, at: new Date(Date.now() - 6 * 60_000) });
  expect(verifies(sent.body, replayed)).toThrow("too old");
});

test("a secret signs until it ends", () => {
  const secrets = [{ endsAt: null }, { endsAt: "2026-05-03T10:00:00.000Z" }];
  expect(secretsAt(secrets, new Date("2026-05-03T09:59:59Z"))).toHaveLength(2);
  expect(secretsAt(secrets, new Date("2026-05-03T10:00:00Z"))).toEqual([{ endsAt: null }]);
});
