/** What is written for engines that do not run here, held against what it speaks of: the Dockerfile, compose.yaml, the proxies, and the table of all settings. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { validate } from "dockerfile-utils";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const top = join(import.meta.dirname, "..", "..");
const read = (path: string) => readFileSync(join(top, path), "utf8");

/** Every setting that server/env.ts reads. */
const settings = [...new Set([...read("server/env.ts").matchAll(/^ +([A-Z][A-Z0-9_]{3,}): /gm)].map(([, name]) => name!))];

describe("the Dockerfile", () => {
  const instructions = read("Dockerfile")
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => ({ name: line.slice(0, line.indexOf(" ")), rest: line.slice(line.indexOf(" ") + 1) }));
  const froms = instructions.flatMap(({ name, rest }, at) => (name === "FROM" ? [{ at, image: rest.split(" ")[0]!, stage: rest.split(" AS ")[1] }] : []));
  const last = instructions.slice(froms.at(-1)!.at);
  const all = (name: string, of = instructions) => of.flatMap((each) => (each.name === name ? [each.rest] : []));

  test("has nothing that a linter finds fault with, which does find what is wrong", () => {
    expect(validate(read("Dockerfile"))).toEqual([]);
    expect(validate(read("Dockerfile").replace("STOPSIGNAL", "STOPSINGAL"))).not.toEqual([]);
  });

  test("has only instructions that there are, and stages and files that exist", () => {
    const known = ["FROM", "WORKDIR", "ENV", "RUN", "COPY", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "CMD"];
    expect(instructions.filter(({ name }) => !known.includes(name))).toEqual([]);
    const stages = froms.map(({ stage }) => stage);
    const absent = all("COPY").flatMap((copy) => {
      const words = copy.split(" ");
      const from = words.find((word) => word.startsWith("--from="))?.slice("--from=".length);
      const sources = words.filter((word) => !word.startsWith("--")).slice(0, -1);
      return from === undefined ? sources.filter((source) => !existsSync(join(top, source))) : stages.includes(from) ? [] : [from];
    });
    expect(absent).toEqual([]);
  });

  test("begins with a pinned image", () => {
    const stages = froms.map(({ stage }) => stage);
    const images = froms.map(({ image }) => image).filter((image) => !stages.includes(image));
    expect(images.filter((image) => !/^[a-z/]+:\d+\.\d+\.\d+-[a-z]+-slim$/.test(image))).toEqual([]);
    expect(images).toHaveLength(1);
  });

  test("runs as nobody of importance, says whether it lives, and hears signals itself", () => {
    expect(all("USER", last)).toEqual(["node"]);
    const user = last.findIndex(({ name }) => name === "USER");
    expect(last.slice(user).some(({ name }) => name === "RUN" || name === "COPY")).toBe(false);
    expect(all("HEALTHCHECK", last)[0]).toContain("/health");
    const [command = ""] = all("CMD", last);
    expect(JSON.parse(command)).toEqual(read("package.json").match(/&& (node --max[^"]*server\/main\.ts)"/)![1]!.split(" "));
    const names = all("ENV").flatMap((each) => [...each.matchAll(/(\w+)=/g)].map(([, name]) => name!));
    expect(names.filter((name) => !settings.includes(name))).toEqual(["NEXT_TELEMETRY_DISABLED"]);
  });
});

describe("compose.yaml", () => {
  interface Service {
    image?: string;
    build?: string;
    environment?: Record<string, string>;
    volumes?: string[];
    depends_on?: Record<string, { condition: string }>;
    healthcheck?: { test: string[] };
    restart?: string;
    ports?: string[];
    stop_grace_period?: string;
  }
  const text = read("deploy/compose.yaml");
  const compose = parse(text, { merge: true }) as { services: Record<string, Service>; volumes: Record<string, null> };
  const services = Object.entries(compose.services);
  const instances = services.filter(([, { build }]) => build === "..");

  test("has two instances with settings that the registry knows", () => {
    expect(instances.map(([name]) => name)).toEqual(["countersign-1", "countersign-2"]);
    for (const [, { environment = {} }] of instances) expect(Object.keys(environment).filter((name) => !settings.includes(name))).toEqual([]);
    // What stops an instance waits for longer than the instance does.
    expect(Number(instances[0]![1].stop_grace_period!.replace("s", ""))).toBeGreaterThan(3 * Number(instances[0]![1].environment!["COUNTERSIGN_DRAIN"]) + 60);
  });

  test("pins images, keeps what must last, and opens the proxy alone", () => {
    expect(services.filter(([, { image = "" }]) => !/^[a-z/]+:(\d+\.\d+|RELEASE\.\d{4}-)/.test(image)).map(([name]) => name)).toEqual([]);
    const volumes = services.flatMap(([, service]) => (service.volumes ?? []).map((each) => each.split(":")[0]!));
    const isThere = (volume: string) => (volume.startsWith("./") ? existsSync(join(top, "deploy", volume)) : volume in compose.volumes);
    expect(volumes.filter((volume) => !isThere(volume))).toEqual([]);
    expect(Object.keys(compose.volumes).filter((volume) => !volumes.includes(volume))).toEqual([]);
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(["proxy"]);
  });

  test("starts each when what it needs is there", () => {
    const faults = services.flatMap(([name, { depends_on: needed = {}, healthcheck, restart }]) => {
      const unfit = Object.entries(needed).filter(([other, { condition }]) => {
        const target = compose.services[other];
        return condition === "service_healthy" ? !target?.healthcheck : condition !== "service_completed_successfully" || target?.restart !== "on-failure";
      });
      // What ends by itself is healthy when it has ended.
      const unasked = restart !== "on-failure" && healthcheck?.test[0] !== "CMD" ? [`${name} has no health check`] : [];
      return [...unfit.map(([other]) => `${name} can't wait for ${other}`), ...unasked];
    });
    expect(faults).toEqual([]);
  });

  test("asks for every secret, and deploy/env.example names them all", () => {
    const asked = [...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name!);
    const example = [...read("deploy/env.example").matchAll(/^(\w+)=/gm)].map(([, name]) => name!);
    expect([...new Set(asked)].toSorted((a, b) => a.localeCompare(b))).toEqual(example.toSorted((a, b) => a.localeCompare(b)));
    expect(text).not.toMatch(/(PASSWORD|SECRET\w*): (?!\$\{\w+:\?)/);
  });

  test("is what the proxies speak of", () => {
    for (const file of ["deploy/Caddyfile", "deploy/nginx.conf"]) {
      const named = [...read(file).matchAll(/([a-z][a-z0-9-]*):(3000|9000)\b/g)].map(([, name]) => name!);
      expect(named.length).toBeGreaterThan(1);
      expect(named.filter((name) => !(name in compose.services))).toEqual([]);
    }
  });
});

test("docs/deploy.md has every setting in its table, and no other", () => {
  const [, table = ""] = read("docs/deploy.md").split("## All settings");
  const told = [...table.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, names]) => names!.split(", ").map((name) => name.replaceAll("`", "")));
  expect(told.toSorted((a, b) => a.localeCompare(b))).toEqual(settings.toSorted((a, b) => a.localeCompare(b)));
});
