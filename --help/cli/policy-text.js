import { columns, counted, time } from "./layout.js";
/** What counts for a stage of a model: its sentences, what is only tried, and the documents that it is made of. */
export function describePolicy({ words, triedWords, sources }, paint) {
    const list = (sentences) => sentences.map((sentence) => `  ${sentence}`);
    const rows = sources.map(({ scope, version, mode }) => [scopeName(scope), `version ${version}`, mode === "enforce" ? "enforced" : "only tried"]);
    return [
        ...list(words),
        ...(triedWords.length > 0 ? [paint.strong("Only tried: nothing is blocked by it"), ...list(triedWords)] : []),
        paint.strong("From"),
        rows.length === 0 ? "  Nobody has saved a policy: this is what holds without one." : columns(rows, "  "),
    ].join("\n");
}
/** What rules would have said of past promotions. */
export function describeSimulation({ faults, promotions }, paint) {
    const blocked = promotions.filter(({ blockers }) => blockers.length > 0);
    const told = promotions.length === 0
        ? "No promotion was applied there yet, so that there is nothing to try them on."
        : `Of the last ${counted(promotions.length, "applied promotion")}, ${blocked.length === 0 ? "none" : blocked.length} would have been blocked.`;
    return [
        ...(faults.length > 0 ? [paint.bad("These rules can't be saved"), ...faults.map((fault) => `  ${fault}`)] : [paint.good("These rules could be saved.")]),
        told,
        ...blocked.flatMap(({ id, model, version, stage, appliedAt, blockers }) => [
            `${paint.strong(`${model}@${version}`)} to ${stage}, applied ${time(appliedAt)}  ${id}`,
            columns(blockers.map(({ what, why }) => [what, why]), "  "),
        ]),
    ].join("\n");
}
function scopeName(scope) {
    return scope.kind === "site" ? "all models" : scope.kind === "team" ? `team ${scope.team}` : scope.model;
}
