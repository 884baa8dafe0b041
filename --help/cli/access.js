import { InvalidArgumentError } from "commander";
import { act, addCommand } from "./command.js";
import { columns } from "./layout.js";
const roles = ["viewer", "contributor", "reviewer", "maintainer"];
export function addAccessCommands(program) {
    const group = program.command("access").description("who may do what on a model");
    addCommand(group, "explain <team/model>", "what you may do, by what, and who can give what is missing").action(act(async ({ registry }, [model = ""]) => {
        const access = await registry.access.explain(model);
        return { text: accessText(access), json: access };
    }));
    addCommand(group, "list <team/model>", "the roles that were given on a model").action(act(async ({ registry }, [model = ""]) => {
        const grants = await registry.access.grants(model);
        const text = grants.length === 0 ? `No roles were given on ${model}: its team alone decides.` : columns([["TO", "ROLE", "UNTIL", "ID"], ...grants.map(grantLine)]);
        return { text, json: { grants } };
    }));
    addCommand(group, "grant <team/model> <role>", "give a role on a model, or change the one that was given")
        .option("--to <email>", "a person, or a service account")
        .option("--to-team <team>", "every member of a team")
        .option("--until <instant>", "when it ends, such as 2026-12-31T23:59:59Z")
        .action(act(async ({ registry }, [model = "", role = ""], options) => {
        const to = subjectOf(options);
        const { id } = await registry.access.grant({ model, to, role: readRole(role), expiresAt: options.until ?? null });
        return { text: `${to.kind === "team" ? `The team ${to.team}` : to.email} is a ${role} of ${model} now${options.until ? `, until ${options.until}` : ""}.`, json: { id } };
    }));
    addCommand(group, "revoke <team/model> <id>", "take back a role; `access list` shows the ids").action(act(async ({ registry }, [model = "", id = ""]) => {
        await registry.access.revoke(model, id);
        return { text: `The role is taken back.`, json: { revoked: id } };
    }));
    addCommand(group, "visibility <team/model> <internal|private>", "let everybody who is signed in see a model, or its team and those with a role on it").action(act(async ({ registry }, [model = "", visibility = ""]) => {
        if (visibility !== "internal" && visibility !== "private")
            throw new InvalidArgumentError("must be internal or private");
        await registry.access.setVisibility(model, visibility);
        return { text: `${model} is ${visibility} now.`, json: { model, visibility } };
    }));
}
function readRole(text) {
    const role = roles.find((each) => each === text);
    if (!role)
        throw new InvalidArgumentError(`the role must be one of ${roles.join(", ")}`);
    return role;
}
function subjectOf({ to, toTeam }) {
    if ((to === undefined) === (toTeam === undefined))
        throw new InvalidArgumentError("say to whom: either --to <email>, or --to-team <team>");
    return toTeam === undefined ? { kind: "user", email: to ?? "" } : { kind: "team", team: toTeam };
}
function grantLine({ to, role, expiresAt, ended, id }) {
    const until = expiresAt === null ? "-" : `${expiresAt.slice(0, 16)}Z${ended ? " (ended)" : ""}`;
    return [to.kind === "team" ? `team ${to.team}` : to.email, role, until, id];
}
function accessText({ permissions, askers, model, visibility }) {
    const lines = permissions.map(({ permission, held, through, withheld, roles: giving }) => [
        held ? "yes" : "no",
        permission,
        withheld ?? (through.length > 0 ? through.join("; ") : giving.length > 0 ? `a ${giving.join(" or ")} has it` : "an administrator has it"),
    ]);
    const asked = permissions.some(({ held }) => !held) ? `\n\nRoles on ${model} are given by ${askers.map(({ name, email }) => `${name} <${email}>`).join(", ")}.` : "";
    return `${model} is ${visibility}.\n\n${columns([["MAY", "PERMISSION", "WHY"], ...lines])}${asked}`;
}
