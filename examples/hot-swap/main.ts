/** `node examples/hot-swap/main.ts vision/digit-reader@production` */
import { createRegistry } from "@countersign/sdk";
import { startService } from "./service.ts";

const service = await startService({
  registry: createRegistry(),
  reference: process.argv[2] ?? "vision/digit-reader@production",
  to: process.env["MODELS"] ?? "./models",
  port: Number(process.env["PORT"] ?? 8080),
});
console.log(`${service.url} answers with ${service.watch.current?.reference ?? "nothing yet"}`);
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => void service.close());
