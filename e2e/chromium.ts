import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LaunchOptions } from "@playwright/test";

const systemBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** Without a graphics card, and in one process where a sandbox is not to be had. The package's own arguments also switch the web's security off. */
const plain = ["--use-gl=angle", "--use-angle=swiftshader", "--no-zygote"];
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/**
 * A Chromium without a download: the one inside the npm package, else the system's, else Playwright's own. The
 * package's browser brings the libraries that a bare machine lacks, and unpacks them where it believes to run in a
 * cloud function.
 */
export async function chromiumLaunch(): Promise<LaunchOptions> {
  const fromPackage = await unpacked();
  if (fromPackage) return fromPackage;
  const system = systemBrowsers.find((path) => existsSync(path));
  return system ? { executablePath: system, args: quiet } : { args: quiet };
}

async function unpacked(): Promise<LaunchOptions | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs22.x";
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    const executablePath = await chromium.executablePath();
    const libraries = join(tmpdir(), "al2023", "lib");
    return { executablePath, args: [...quiet, ...plain], env: { ...stringsOf(process.env), LD_LIBRARY_PATH: libraries } };
  } catch {
    return null;
  }
}

function stringsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
