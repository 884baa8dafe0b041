import "server-only";
import { headers } from "next/headers";

/** The address of this registry as the reader has it in the browser, for commands to copy. */
export async function registryOrigin(): Promise<string> {
  const given = await headers();
  const host = given.get("x-forwarded-host") ?? given.get("host") ?? "localhost:3000";
  return `${given.get("x-forwarded-proto")?.split(",")[0] ?? "http"}://${host}`;
}
