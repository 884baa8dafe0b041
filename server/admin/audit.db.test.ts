import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { takeCheckpoint } from "../audit/upkeep.ts";
import { readEnv } from "../env.ts";
import { startTestRegistry, type TestRegistry } from "../testing/registry.ts";
import { auditText, verifyAudit } from "./audit.ts";

let test: TestRegistry;
beforeAll(async () => {
  test = await startTestRegistry();
  await test.addTeam("risk");
});
afterAll(() => test.close());

it("verifies the database against what was signed outside of it, and says so in words", async () => {
  const { db, checkpoints } = test.registry;
  const checkpoint = await takeCheckpoint({ db, checkpoints: checkpoints!, now: new Date(), every: 1 });
  const env = readEnv({ COUNTERSIGN_CHECKPOINTS: `fs:${test.audit}`, COUNTERSIGN_AUDIT_KEY: join(test.audit, "key.pem") });
  const found = await verifyAudit({ db, env }, () => {});
  expect(found).toMatchObject({ ok: true, checkpoints: 1, signedTo: checkpoint?.seq });
  expect(auditText(found)).toBe(`The record is whole: entries 1 to ${found.last}. 1 checkpoint agrees, the last one at ${checkpoint?.seq}.`);
  const elsewhere = readEnv({ COUNTERSIGN_CHECKPOINTS: `fs:${test.audit}`, COUNTERSIGN_AUDIT_KEY: join(test.audit, "no-key.pem") });
  await expect(verifyAudit({ db, env: elsewhere }, () => {})).rejects.toThrow("COUNTERSIGN_AUDIT_KEY");
});
