import { expect, test } from "vitest";
import { messageOf, type Destination, type Told } from "./message.ts";

const now = new Date("2026-05-03T10:00:00Z");
const told: Told = {
  id: 7, type: "promotion.rejected", version: 1, at: "2026-05-03T10:00:00.000Z", model: "risk/fraud-detector", subject: "a promotion", actor: { id: "1", name: "Ada & <co>" },
  data: { version: 3, stage: "production", reason: "a < b & <!channel>\nsecond line" },
};
const to = (given: Partial<Destination>): Destination => ({ kind: "generic", url: "https://example.com", settings: {}, credential: null, secrets: [], ...given });

test("a generic one is told the event as it is", () => {
  const { url, headers, body, shown } = messageOf(to({ secrets: [`whsec_${Buffer.from("key").toString("base64")}`] }), "evt_7", told, now, null);
  expect(url).toBe("https://example.com");
  expect(JSON.parse(body)).toEqual(told);
  expect(headers).toMatchObject({ "content-type": "application/json", "webhook-id": "evt_7", "webhook-timestamp": "1777802400" });
  expect(shown).toEqual({ url, headers, body });
});

test("in Slack's language what people wrote is no markup", () => {
  const secret = "https://hooks.slack.com/services/T0/B0/secret";
  const { url, body, shown } = messageOf(to({ kind: "slack", url: "https://hooks.slack.com/•••", credential: secret }), "evt_7", told, now, "https://models.example.com");
  expect(url).toBe(secret);
  expect(JSON.stringify(shown)).not.toContain("secret");
  const { text, blocks } = JSON.parse(body) as { text: string; blocks: { text?: { text: string } }[] };
  expect(text).toBe("Promotion rejected: risk/fraud-detector@3 → production by Ada &amp; &lt;co&gt;");
  expect(blocks[0]?.text?.text).toBe("*Promotion rejected* `risk/fraud-detector@3 → production` by Ada &amp; &lt;co&gt;\n>a &lt; b &amp; &lt;!channel&gt;\n>second line\n<https://models.example.com/models/risk/fraud-detector|Open it in Countersign>");
});

test("what is secret is not shown", () => {
  for (const kind of ["github", "gitlab"] as const) {
    const { shown, headers, body } = messageOf(to({ kind, credential: "tok-123", settings: { owner: "o", repository: "r", project: "g/p", ref: "main" } }), "evt_7", told, now, null);
    expect(JSON.stringify({ headers, body })).toContain("tok-123");
    expect(JSON.stringify(shown)).not.toContain("tok-123");
  }
});
