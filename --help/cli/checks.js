import { act, addCommand } from "./command.js";
import { columns, time } from "./layout.js";
import { gatherMetric } from "./metadata.js";
export function addChecksCommands(program) {
    const group = program.command("checks").description("what pipelines report about versions");
    addCommand(group, "report <reference> <check>", "report a check, with a token that is pinned to it")
        .requiredOption("--status <status>", "queued, running, passed or failed")
        .option("--summary <text>", "what was found, in a sentence or a few")
        .option("--link <address>", "where the whole result is")
        .option("--number <name=value>", "what was measured; can be given several times", gatherMetric)
        .option("--run <name>", "what the pipeline calls this run: its reports may come twice and in any order")
        .action(act(async ({ registry, paint }, [reference = "", check = ""], { status, summary, link, number, run }) => {
        const taken = await registry.checks.report({ reference, check, status, summary, url: link, numbers: number, run });
        const text = taken.counts ? `${paint.strong(check)} of ${paint.strong(taken.reference)} is ${status} now.` : `${check} of ${taken.reference} was reported before: nothing has changed.`;
        return { text, json: taken };
    }));
    addCommand(group, "list [reference]", "the last report of each check on a version; without one, the checks that there are").action(act(async ({ registry }, [reference]) => {
        if (reference === undefined) {
            const checks = await registry.checks.list();
            return { text: checks.length === 0 ? "No check is defined. An administrator defines them, under Checks." : checkTable(checks), json: { checks } };
        }
        const reports = await registry.checks.latest(reference);
        return { text: reports.length === 0 ? `Nothing was reported of ${reference}.` : reportTable(reports), json: { reference, reports } };
    }));
}
function checkTable(checks) {
    const rows = checks.map(({ name, tokens, lastReportAt, description }) => [name, String(tokens), lastReportAt ? time(lastReportAt) : "-", description]);
    return columns([["CHECK", "TOKENS", "LAST REPORT", "ABOUT"], ...rows]);
}
function reportTable(reports) {
    const rows = reports.map(({ check, status, at, by, numbers, summary, url }) => [
        check,
        status,
        time(at),
        by.name,
        [summary, ...Object.entries(numbers).map(([name, value]) => `${name}=${value}`), url ?? ""].filter((part) => part !== "").join("  "),
    ]);
    return columns([["CHECK", "STATUS", "WHEN", "BY", "WHAT WAS FOUND"], ...rows]);
}
