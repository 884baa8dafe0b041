import { type Command, InvalidArgumentError } from "commander";
import type { DeploymentAddress, DeploymentReport } from "../deployments.ts";
import { CountersignError } from "../errors.ts";
import type { Deployment, DeploymentState, DeploymentSummary } from "../wire.ts";
import { act, addCommand, readNumber, type CommonOptions } from "./command.ts";
import { columns, time } from "./layout.ts";
import type { Paint } from "./paint.ts";
import { readTime } from "./wait.ts";

interface AddressOptions extends CommonOptions {
  /** Of the version. */
  of?: number;
}

interface ReportOptions extends AddressOptions {
  state: DeploymentReport["state"];
  key?: string;
  environment?: string;
  summary?: string;
  /** Not `url`, which is the registry's address everywhere. */
  link?: string;
  log?: string;
  digest?: string;
  at?: string;
}

interface ListOptions extends CommonOptions {
  team?: string;
  stage?: string;
  state?: DeploymentState[];
  limit: number;
}

interface CheckInOptions extends CommonOptions {
  model?: string;
  service: string;
  instance: string;
  stage?: string;
  environment?: string;
}

const address = "team/model@stage for the latest one of a stage, or a deployment's id";

export function addDeploymentCommands(program: Command): void {
  const group = program.command("deployment").description("what pipelines do with the moves of stages");

  addCommand(group, "report <deployment>", "report how a deployment goes")
    .requiredOption("--state <state>", "queued, in_progress, succeeded, failed or rolled_back")
    .option("--of <version>", "the latest one of this version", readNumber)
    .option("--key <text>", "what this report is called: however often it is sent, it is one report")
    .option("--environment <name>", "where it is deployed; left out, the name of the stage")
    .option("--summary <text>", "what happened, in a sentence or a few")
    .option("--link <address>", "the pipeline's run")
    .option("--log <address>", "its log")
    .option("--digest <digest>", "of the version that is served: sha256:…")
    .option("--at <instant>", "when it was so: 2026-05-03T10:00:00Z; left out, now")
    .addHelpText("after", `\nA deployment is ${address}. Exit code 1 where another digest is served than that of the version.`)
    .action(
      act<ReportOptions>(async ({ registry, paint }, [named = ""], { of, state, key, environment, summary, link, log, digest, at }) => {
        const taken = await registry.deployments.report({ ...readAddress(named, of), state, key, environment, summary, url: link, logUrl: log, digest, at });
        const what = `${paint.strong(taken.version === null ? taken.model : `${taken.model}@${taken.version}`)} in ${taken.stage}`;
        const said = taken.counts ? `The deployment of ${what} is ${words(taken.state)} now.` : `That was reported before: the deployment of ${what} is ${words(taken.state)}.`;
        const wrong = taken.digest === "wrong" ? [paint.bad("Another version is served than the one that should be: its digest is another. That is no success.")] : [];
        return { text: [said, ...wrong, ...(taken.outcome === "" ? [] : [taken.outcome])].join("\n"), json: taken, isBad: taken.digest === "wrong" };
      }),
    );

  addCommand(group, "list [model]", "deployments, the latest first")
    .option("--team <team>", "only of this team's models")
    .option("--stage <stage>", "only to this stage")
    .option("--state <state>", "only in this state; can be given several times", gatherState)
    .option("--limit <count>", "how many at most", readCount, 50)
    .action(
      act<ListOptions>(async ({ registry }, [model], { team, stage, state, limit }) => {
        const found: DeploymentSummary[] = [];
        for await (const deployment of registry.deployments.list({ model, team, stage, states: state })) if (found.push(deployment) >= limit) break;
        return { text: found.length === 0 ? "There is no such deployment. Every move of a stage opens one." : table(found), json: { deployments: found } };
      }),
    );

  addCommand(group, "show <deployment>", "a deployment with what was reported of it")
    .option("--of <version>", "the latest one of this version", readNumber)
    .addHelpText("after", `\nA deployment is ${address}.`)
    .action(
      act<AddressOptions>(async ({ registry, paint }, [named = ""], { of }) => {
        const deployment = await registry.deployments.get(readAddress(named, of));
        return { text: describe(deployment, paint), json: deployment };
      }),
    );

  addCommand(group, "wait <deployment>", "wait until a deployment has ended")
    .option("--of <version>", "the latest one of this version", readNumber)
    .option("--timeout <time>", "how long at most: 90s, 30m, 2h, 7d; left out, until it has ended", readTime)
    .addHelpText("after", `\nA deployment is ${address}. Exit codes: 0 it succeeded, 1 it ended otherwise, or the time is over.`)
    .action(
      act<AddressOptions & { timeout?: number }>(async ({ registry, paint, signal }, [named = ""], { of, timeout, json }) => {
        const tell = ({ state }: Deployment) => process.stderr.write(`${words(state)}\n`);
        const deployment = await registry.deployments.waitFor(readAddress(named, of), { signal, timeoutMs: timeout, ...(json ? {} : { onChange: tell }) });
        return { text: describe(deployment, paint), json: deployment, isBad: deployment.state !== "succeeded" };
      }),
    );

  addCommand(program, "check-in <reference>", "say what an instance of a service has loaded")
    .requiredOption("--service <name>", "the service")
    .requiredOption("--instance <name>", "tells the instances of a service apart")
    .option("--stage <stage>", "the stage that it follows")
    .option("--environment <name>", "where it runs; left out, as the stage is called")
    .addHelpText("after", "\nThe reference is team/model@7 or team/model@sha256:…: what is loaded, and not what a stage names. Say it again every minute.")
    .action(
      act<CheckInOptions>(async ({ registry, paint }, [reference = ""], { service, instance, stage, environment }) => {
        const taken = await registry.checkIn({ ...readLoaded(reference), service, instance, stage, environment });
        const other = stage !== undefined && taken.stageVersion !== null && !taken.reference.endsWith(`@${taken.stageVersion}`) ? [paint.bad(`${stage} names v${taken.stageVersion}.`)] : [];
        return { text: [`${instance} of ${service} runs ${paint.strong(taken.reference)}${taken.changed ? "" : ", as before"}.`, ...other].join("\n"), json: taken };
      }),
    );
}

function readAddress(named: string, version: number | undefined): DeploymentAddress {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(named)) return { id: named };
  const [, model, stage] = /^([^/@]+\/[^/@]+)@([a-z][a-z0-9-]*)$/.exec(named) ?? [];
  if (model !== undefined && stage !== undefined) return { model, stage, version };
  throw new CountersignError("invalid_input", `${JSON.stringify(named)} names no deployment. Write ${address}.`, { details: { named } });
}

function readLoaded(reference: string) {
  const [, model = "", number, digest] = /^([^/@]+\/[^/@]+)@(?:([1-9]\d{0,8})|(sha256:[0-9a-f]{64}))$/.exec(reference) ?? [];
  if (number !== undefined) return { model, version: Number(number) };
  if (digest !== undefined) return { model, digest };
  throw new CountersignError("invalid_input", `${JSON.stringify(reference)} does not say which version is loaded. Write team/model@7 or team/model@sha256:….`, { details: { reference } });
}

function readCount(text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new InvalidArgumentError("It must be a whole number from 1 on.");
}

/** One that there is not is refused by the registry, which names those that there are. */
function gatherState(text: string, earlier: readonly DeploymentState[] = []): DeploymentState[] {
  return [...earlier, text as DeploymentState];
}

function words(state: DeploymentState): string {
  return state.replaceAll("_", " ");
}

function table(deployments: readonly DeploymentSummary[]): string {
  const rows = deployments.map(({ model, version, stage, state, openedAt, drift, id }) => [version === null ? `${model} (nothing)` : `${model}@${version}`, stage, words(state), time(openedAt), id, drift ?? ""]);
  return columns([["WHAT", "STAGE", "STATE", "OPENED", "ID", "DRIFT"], ...rows]);
}

function describe({ id, model, version, stage, state, replaces, deadlineAt, promotionId, reports, drift }: Deployment, paint: Paint): string {
  const facts = [
    ["replaces", replaces === null ? "nothing" : `v${replaces}`],
    ...(deadlineAt === null ? [] : [["until", time(deadlineAt)]]),
    ["promotion", promotionId],
    ["id", id],
  ];
  const said = reports.map((report) => [time(report.at), words(report.state), report.environment, report.by.name, [report.summary, report.verdict === "wrong" ? "serves another digest" : "", report.url ?? ""].filter((part) => part !== "").join("  ")]);
  return [
    `${paint.strong(version === null ? `${model}: nothing` : `${model}@${version}`)} in ${stage}: ${words(state)}`,
    columns(facts),
    said.length === 0 ? paint.quiet("Nobody has reported anything yet.") : columns([["WHEN", "STATE", "WHERE", "BY", "WHAT"], ...said]),
    ...(drift === null ? [] : [paint.bad(drift)]),
  ].join("\n");
}
