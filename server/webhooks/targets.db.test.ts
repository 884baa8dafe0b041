/** Ready-made targets: the request that each API documents, as it arrives at a server that stands in for it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDeliveries } from "../testing/deliveries.ts";
import type { Person } from "../testing/fixture.ts";
import type { Received, Receiver } from "../testing/receiver.ts";
import type { Target } from "./schema.ts";

let close: () => Promise<void>;
let receiver: Receiver;
let max: Person;

beforeAll(async () => {
  const opened = await openDeliveries();
  ({ receiver, close } = opened);
  max = await opened.fixture.person("Max", "maintainer");
  await max.api.models.create({ model: "risk/fraud-detector" });
}, 60_000);
afterAll(() => close());

/** Has a webhook of the model told that it was described. */
async function told(target: Target, status: number, description: string): Promise<Received> {
  receiver.received.length = 0;
  receiver.answerWith(status);
  const { id } = await max.api.webhooks.create({ place: { kind: "model", model: "risk/fraud-detector" }, name: "ci", target, events: ["model.described"] });
  await max.api.models.describe({ model: "risk/fraud-detector", description });
  await expect.poll(async () => (await max.api.webhooks.deliveries({ id })).items.map(({ state }) => state), { timeout: 20_000 }).toEqual(["delivered"]);
  await max.api.webhooks.remove({ id });
  expect(receiver.received).toHaveLength(1);
  return receiver.received[0]!;
}

const event = (to: string) => ({
  id: expect.any(Number) as number, type: "model.described", version: 1, at: expect.stringMatching(/^\d{4}-.*Z$/) as string, model: "risk/fraud-detector", subject: "risk/fraud-detector",
  actor: { id: max.id, name: "Max" }, data: { description: { from: expect.any(String) as string, to } },
});

// https://docs.github.com/en/rest/repos/repos#create-a-repository-dispatch-event
test("GitHub: a repository dispatch", async () => {
  const { method, path, headers, body } = await told({ kind: "github", url: `${receiver.url}/api/v3/`, owner: "acme", repository: "deploy.models", token: "ghp_secret" }, 204, "for GitHub");
  expect([method, path]).toEqual(["POST", "/api/v3/repos/acme/deploy.models/dispatches"]);
  expect(headers).toMatchObject({ accept: "application/vnd.github+json", authorization: "Bearer ghp_secret", "x-github-api-version": "2022-11-28", "content-type": "application/json", "user-agent": "Countersign-Webhooks/1" });
  const sent = JSON.parse(body) as { event_type: string; client_payload: object };
  expect(sent).toEqual({ event_type: "model.described", client_payload: event("for GitHub") });
  expect(sent.event_type.length).toBeLessThanOrEqual(100);
  expect(Object.keys(sent.client_payload).length).toBeLessThanOrEqual(10);
});

// https://docs.gitlab.com/api/pipeline_triggers/#trigger-a-pipeline-with-a-token
test("GitLab: a pipeline by a trigger token", async () => {
  const { method, path, headers, body } = await told({ kind: "gitlab", url: receiver.url, project: "acme/deploy", ref: "main", token: "glptt-secret" }, 201, "for GitLab");
  expect([method, path]).toEqual(["POST", "/api/v4/projects/acme%2Fdeploy/trigger/pipeline"]);
  expect(headers).toMatchObject({ "content-type": "application/x-www-form-urlencoded" });
  expect(headers).not.toHaveProperty("authorization");
  const { token, ref, ...variables } = Object.fromEntries(new URLSearchParams(body));
  expect([token, ref]).toEqual(["glptt-secret", "main"]);
  expect(Object.keys(variables)).toEqual(["variables[COUNTERSIGN_EVENT]", "variables[COUNTERSIGN_EVENT_ID]", "variables[COUNTERSIGN_MODEL]", "variables[COUNTERSIGN_PAYLOAD]"]);
  expect(variables["variables[COUNTERSIGN_EVENT]"]).toBe("model.described");
  expect(variables["variables[COUNTERSIGN_MODEL]"]).toBe("risk/fraud-detector");
  expect(JSON.parse(variables["variables[COUNTERSIGN_PAYLOAD]"] ?? "")).toEqual(event("for GitLab"));
});

// https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
test("Slack: a message by an incoming webhook, whose address is kept secret", async () => {
  const { method, path, headers, body } = await told({ kind: "slack", url: `${receiver.url}/services/T000/B000/secret` }, 200, "for Slack");
  expect([method, path]).toEqual(["POST", "/services/T000/B000/secret"]);
  expect(headers).toMatchObject({ "content-type": "application/json" });
  expect(JSON.parse(body)).toEqual({
    text: "Model described: risk/fraud-detector by Max",
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: "*Model described* `risk/fraud-detector` by Max\n<https://models.example.com/models/risk/fraud-detector|Open it in Countersign>" } },
      { type: "context", elements: [{ type: "mrkdwn", text: expect.stringMatching(/^model\.described · .*Z · event \d+$/) as string }] },
    ],
  });
});
