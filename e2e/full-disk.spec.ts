/** A disk that fills up: tried on a real one of a few megabytes, where a temporary file system may be mounted. */
import { execFileSync } from "node:child_process";
import { randomFillSync } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRegistry } from "@countersign/sdk";
import { createPeople } from "../demo/accounts.ts";
import { startProcess } from "../server/testing/process.ts";
import { metadata } from "./random-bytes.ts";
import { expect, test } from "./test.ts";

function mount(folder: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

test("a full disk refuses new bytes with a sentence, leaves nothing of them, and goes on serving what it has", async () => {
  const home = await mkdtemp(join(tmpdir(), "countersign-full-"));
  const disk = join(home, "disk");
  await mkdir(disk);
  const mounted = mount(disk);
  if (!mounted) await rm(home, { recursive: true, force: true });
  // Elsewhere what is told of a full disk is tried with a store that says so, in the tests of pushing.
  test.skip(!mounted, "No temporary file system may be mounted here (it needs root).");
  let registry: Awaited<ReturnType<typeof startProcess>> | undefined;
  try {
    registry = await startProcess({ home, store: `fs:${disk}` });
    const accounts = await createPeople(registry.url, ["author"]);
    const sdk = createRegistry({ url: registry.url, token: accounts.author.token, cache: false });
    const small = join(home, "small.bin");
    const large = join(home, "large.bin");
    await writeFile(small, randomFillSync(Buffer.alloc(3 * 1024 * 1024)));
    await writeFile(large, randomFillSync(Buffer.alloc(32 * 1024 * 1024)));
    const kept = await sdk.saveModel({ model: "quality/fits", files: small, metadata });

    await expect(sdk.saveModel({ model: "quality/fits", files: large, metadata })).rejects.toMatchObject({ reason: "storage_full" });
    await expect(sdk.get("quality/fits@2")).rejects.toMatchObject({ reason: "not_found" });
    expect((await sdk.pull(kept.reference, { to: join(home, "pulled") })).downloadedBytes).toBe(3 * 1024 * 1024);
    // Half a file on a full disk would only keep it full.
    expect((await readdir(disk, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())).toHaveLength(1);
    const again = await sdk.saveModel({ model: "quality/fits", files: small, metadata });
    expect(again.reusedBytes).toBe(3 * 1024 * 1024);
  } finally {
    await registry?.stop();
    execFileSync("umount", [disk]);
    await rm(home, { recursive: true, force: true });
  }
});
