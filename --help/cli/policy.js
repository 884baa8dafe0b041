import { InvalidArgumentError, Option } from "commander";
import { act, addCommand } from "./command.js";
import { readObject } from "./json-file.js";
import { columns, time } from "./layout.js";
import { describePolicy, describeSimulation } from "./policy-text.js";
import { UsageError } from "./report.js";
export function addPolicyCommands(program) {
    const group = program.command("policy").description("what stages demand of a version before it goes live");
    addCommand(group, "show <team/model@stage>", "what counts for a stage of a model, in sentences").action(act(async ({ registry, paint }, [address = ""]) => {
        const { model, stage } = readStage(address);
        const policy = await registry.policies.effective(model, stage);
        return { text: describePolicy(policy, paint), json: { model, stage, ...policy } };
    }));
    addScoped(group, "test <stage>", "what rules would have said of past promotions; nothing is saved")
        .requiredOption("--file <file>", "the rules, as JSON")
        .option("--limit <number>", "how many of the latest promotions, 200 at most", readCount)
        .addHelpText("after", "\nExit codes: 0 the rules could be saved, 1 they have faults.")
        .action(act(async ({ registry, paint }, [stage = ""], options) => {
        const rules = (await readObject(options.file));
        const found = await registry.policies.simulate({ ...addressOf(stage, options), rules, limit: options.limit });
        return { text: describeSimulation(found, paint), json: found, isBad: found.faults.length > 0 };
    }));
    addScoped(group, "save <stage>", "add a version to a policy; it counts from then on")
        .requiredOption("--file <file>", "the rules, as JSON")
        .requiredOption("--note <text>", "why it is changed")
        .addOption(new Option("--mode <mode>", "evaluate: only show what it would block").choices(["enforce", "evaluate"]).default("enforce"))
        .option("--expected <version>", "the newest version that you saw, 0 for none; refused when there is a newer one", readCount)
        .action(act(async ({ registry, paint }, [stage = ""], options) => {
        const address = addressOf(stage, options);
        const rules = (await readObject(options.file));
        const expected = options.expected ?? (await registry.policies.versions(address))[0]?.version ?? 0;
        const { mode, note } = options;
        const saved = await registry.policies.save({ ...address, mode, rules, note, expected });
        const effect = mode === "enforce" ? "It counts from now on, for open promotions too." : "It blocks nothing: the last enforced version stays in force.";
        return { text: `${paint.strong(`Version ${saved.version}`)} of the policy of ${stage} for ${nameOf(address.scope)} is saved. ${effect}`, json: { ...address, ...saved, mode } };
    }));
    addScoped(group, "log <stage>", "every version of a policy, the newest first").action(act(async ({ registry }, [stage = ""], options) => {
        const address = addressOf(stage, options);
        const versions = await registry.policies.versions(address);
        const rows = versions.map(({ version, at, by, mode, note }) => [`v${version}`, time(at), by.name, mode, note]);
        const text = rows.length === 0 ? `Nobody has saved a policy of ${stage} for ${nameOf(address.scope)}.` : columns([["VERSION", "WHEN", "BY", "MODE", "WHY"], ...rows]);
        return { text, json: { ...address, versions } };
    }));
}
/** A command about one document: that of all models, unless a team or a model is named. */
function addScoped(group, nameAndArguments, description) {
    return addCommand(group, nameAndArguments, description).option("--team <team>", "a team's policy").option("--model <team/model>", "a model's policy");
}
function addressOf(stage, { team, model }) {
    if (team !== undefined && model !== undefined)
        throw new UsageError("A policy is a team's or a model's: give --team or --model, and not both.");
    const scope = model !== undefined ? { kind: "model", model } : team !== undefined ? { kind: "team", team } : { kind: "site" };
    return { stage, scope };
}
function nameOf(scope) {
    return scope.kind === "site" ? "all models" : scope.kind === "team" ? `the team ${scope.team}` : scope.model;
}
function readStage(address) {
    const [, model, stage] = /^([^@]+\/[^@]+)@([^@]+)$/.exec(address) ?? [];
    if (model !== undefined && stage !== undefined)
        return { model, stage };
    throw new UsageError(`${JSON.stringify(address)} does not name a stage of a model. Write it like risk/fraud-detector@production.`);
}
function readCount(text) {
    if (/^\d{1,9}$/.test(text))
        return Number(text);
    throw new InvalidArgumentError("It must be a whole number.");
}
