import { createRegistry } from "../registry.js";
import { act, addCommand, print, settings } from "./command.js";
import { credentialsPath, forgetToken, storeToken } from "./credentials.js";
import { facts } from "./layout.js";
import { paintFor } from "./paint.js";
import { UsageError } from "./report.js";
import { readSecret } from "./secret-prompt.js";
const siteRoleWords = {
    admin: "administrator of this registry",
    auditor: "auditor of this registry",
    member: null,
};
const day = 24 * 60 * 60 * 1000;
/** Says on stderr when a token ends within fourteen days, and what to do. */
function warnOfEnd({ expiresAt, replacedBy }, now) {
    if (expiresAt === null)
        return;
    const left = Date.parse(expiresAt) - now.getTime();
    if (left > 14 * day)
        return;
    const when = left < 2 * day ? `${Math.max(1, Math.round(left / 3_600_000))} hours` : `${Math.round(left / day)} days`;
    const then = replacedBy === null ? "Rotate it in the registry, on the page of tokens." : `${replacedBy}… takes its place: use that one.`;
    process.stderr.write(`${paintFor(process.stderr).strong("warning:")} this token ends in ${when}, at ${expiresAt}. ${then}\n`);
}
export function addAccountCommands(program) {
    addCommand(program, "login", "sign in with an API token, which is asked for, or read from stdin").action(async (options) => {
        const { url } = await settings(options);
        // An address that can't be one is told before the token is asked for.
        createRegistry({ url });
        const token = options.token ?? (await readSecret(`API token for ${url} (from Settings, Tokens): `));
        if (token === "")
            throw new UsageError("No token was given. Paste it when asked, or: countersign login < token.txt");
        const registry = createRegistry({ url, token });
        const { name, email, siteRole, scopes } = await registry.whoami();
        await storeToken(registry.url, token);
        const overridden = process.env["COUNTERSIGN_TOKEN"] ? "\nCOUNTERSIGN_TOKEN is set, and comes before it." : "";
        print({
            text: `Signed in to ${registry.url} as ${name} (${email}).\nThe token is kept in ${credentialsPath()}.${overridden}`,
            json: { url: registry.url, name, email, siteRole, scopes, credentials: credentialsPath() },
        }, options.json);
    });
    addCommand(program, "logout", "forget the token of a registry").action(async (options) => {
        const { url } = await settings(options);
        const forgotten = await forgetToken(url);
        const text = forgotten
            ? `The token for ${url} is forgotten here. To end it everywhere, revoke it under Settings, Tokens.`
            : `No token was kept for ${url}.`;
        print({ text, json: { url, forgotten } }, options.json);
    });
    addCommand(program, "whoami", "who the token belongs to, and what it allows").action(act(async ({ registry }, _given, { json }) => {
        const me = await registry.whoami();
        const { token } = me;
        const text = [
            me.kind === "service" ? `${me.name}, a service account of ${me.team}, at ${registry.url}` : `${me.name} (${me.email}) at ${registry.url}`,
            facts([
                ["role", siteRoleWords[me.siteRole]],
                ["token", token && `${token.name} (${token.prefix}…)`],
                ["allows", me.scopes?.join(", ") ?? null],
                ["reaches", token && (token.models.includes("*") ? "every model" : token.models.join(", "))],
                ["reports", token && token.checks.length > 0 ? token.checks.join(", ") : null],
                ["ends", token?.expiresAt ?? null],
            ]),
        ];
        if (token && !json)
            warnOfEnd(token, new Date());
        return { text: text.filter((part) => part !== "").join("\n"), json: { url: registry.url, ...me } };
    }));
}
