/**
 * `npm run test:s3`: runs the stores' suite, and a registry over a bucket, against a real S3 server.
 *
 * The server is the one at S3_TEST_ENDPOINT (with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; a bucket is made in it),
 * or else a Versity S3 Gateway over a temporary folder: the one on the PATH, or one that Go builds.
 * Exit codes: 0 all passed, 1 some failed, 3 there was no server, so that nothing was tested.
 */
import { execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { startVitest } from "vitest/node";
import type { BucketSettings } from "../blobs/bucket.ts";

const gateway = "github.com/versity/versitygw/cmd/versitygw@v1.8.0";
const top = join(import.meta.dirname, "..", "..");
const nothingTested = 3;

interface S3Server {
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  stop: () => Promise<void>;
}

/** @throws Error that says why there is none */
async function findServer(): Promise<S3Server> {
  const endpoint = process.env["S3_TEST_ENDPOINT"];
  if (!endpoint) return await startGateway(findProgram("versitygw") ?? buildGateway());
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
  if (!accessKeyId || !secretAccessKey) throw new Error("S3_TEST_ENDPOINT needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
  return { endpoint, credentials: { accessKeyId, secretAccessKey }, stop: async () => {} };
}

function findProgram(name: string): string | undefined {
  return (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Builds the gateway once; later runs find it where this one left it. */
function buildGateway(): string {
  const folder = join(top, "node_modules", ".cache", "versitygw");
  const program = join(folder, "versitygw");
  if (existsSync(program)) return program;
  if (!findProgram("go")) throw new Error("Set S3_TEST_ENDPOINT, or install versitygw or Go (to build it).");
  console.log(`Building ${gateway}`);
  try {
    execFileSync("go", ["install", gateway], { env: { ...process.env, GOBIN: folder }, stdio: ["ignore", "inherit", "inherit"] });
  } catch (error) {
    throw new Error(`Go could not build ${gateway}: set S3_TEST_ENDPOINT, or install versitygw.`, { cause: error });
  }
  return program;
}

async function startGateway(program: string): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-s3-"));
  for (const name of ["data", "meta"]) await mkdir(join(folder, name));
  const port = await freePort();
  const credentials = { accessKeyId: "countersign", secretAccessKey: "correct-horse-battery" };
  const child = spawn(program, ["--port", `127.0.0.1:${port}`, "--quiet", "posix", "--sidecar", join(folder, "meta"), join(folder, "data")], {
    env: { ...process.env, ROOT_ACCESS_KEY: credentials.accessKeyId, ROOT_SECRET_KEY: credentials.secretAccessKey },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  const stop = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const endpoint = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(endpoint)); tries++) {
    if (tries === 100 || child.exitCode !== null) {
      await stop();
      throw new Error(`${program} did not begin to answer at ${endpoint}.`);
    }
    await sleep(100);
  }
  return { endpoint, credentials, stop };
}

const answers = (endpoint: string) => fetch(endpoint).then(() => true, () => false);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function makeBucket({ endpoint, credentials }: S3Server): Promise<BucketSettings> {
  const bucket = `countersign-test-${Date.now()}`;
  const settings = { bucket, endpoint, region: process.env["S3_TEST_REGION"] ?? "us-east-1", pathStyle: true, prefix: "", credentials };
  const client = new S3Client({ endpoint, region: settings.region, forcePathStyle: true, credentials });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
  return settings;
}

async function runSuite(bucket: BucketSettings): Promise<number> {
  const vitest = await startVitest("test", [], {
    root: top,
    config: false,
    include: ["server/testing/s3-suite.ts", "server/testing/s3-transfer.ts"],
    globalSetup: ["server/db/testing.ts"],
    run: true,
    watch: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    provide: { bucket },
  });
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  await vitest.close();
  const passed = modules.every((module) => module.ok()) && tests.every((test) => test.result().state === "passed");
  return passed && tests.length > 0 ? 0 : 1;
}

async function start(): Promise<{ server: S3Server; bucket: BucketSettings }> {
  const server = await findServer();
  try {
    return { server, bucket: await makeBucket(server) };
  } catch (error) {
    await server.stop();
    throw new Error(`No bucket can be made at ${server.endpoint}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

const started = await start().catch((error: Error) => {
  console.error(`Nothing was tested, because there is no S3 server. ${error.message}`);
  process.exit(nothingTested);
});
try {
  process.exitCode = await runSuite(started.bucket);
} finally {
  await started.server.stop();
}
