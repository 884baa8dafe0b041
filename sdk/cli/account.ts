import type { Command } from "commander";
import { createRegistry } from "../registry.ts";
import { act, addCommand, print, settings, type CommonOptions } from "./command.ts";
import { credentialsPath, forgetToken, storeToken } from "./credentials.ts";
import { facts } from "./layout.ts";
import { UsageError } from "./report.ts";
import { readSecret } from "./secret-prompt.ts";

export function addAccountCommands(program: Command): void {
  addCommand(program, "login", "sign in with an API token, which is asked for, or read from stdin").action(
    async (options: CommonOptions) => {
      const { url } = await settings(options);
      // An address that can't be one is told before the token is asked for.
      createRegistry({ url });
      const token = options.token ?? (await readSecret(`API token for ${url} (from Settings, Tokens): `));
      if (token === "") throw new UsageError("No token was given. Paste it when asked, or: countersign login < token.txt");
      const registry = createRegistry({ url, token });
      const { name, email, siteRole, scopes } = await registry.api.identity.whoami.query();
      await storeToken(registry.url, token);
      const overridden = process.env["COUNTERSIGN_TOKEN"] ? "\nCOUNTERSIGN_TOKEN is set, and comes before it." : "";
      print(
        {
          text: `Signed in to ${registry.url} as ${name} (${email}).\nThe token is kept in ${credentialsPath()}.${overridden}`,
          json: { url: registry.url, name, email, siteRole, scopes, credentials: credentialsPath() },
        },
        options.json,
      );
    },
  );

  addCommand(program, "logout", "forget the token of a registry").action(async (options: CommonOptions) => {
    const { url } = await settings(options);
    const forgotten = await forgetToken(url);
    const text = forgotten
      ? `The token for ${url} is forgotten here. To end it everywhere, revoke it under Settings, Tokens.`
      : `No token was kept for ${url}.`;
    print({ text, json: { url, forgotten } }, options.json);
  });

  addCommand(program, "whoami", "who the token belongs to, and what it allows").action(
    act(async ({ registry }) => {
      const me = await registry.api.identity.whoami.query();
      const text = [
        `${me.name} (${me.email}) at ${registry.url}`,
        facts([
          ["role", me.siteRole === "admin" ? "administrator of this registry" : null],
          ["token allows", me.scopes?.join(", ") ?? null],
        ]),
      ];
      return { text: text.filter((part) => part !== "").join("\n"), json: { url: registry.url, ...me } };
    }),
  );
}
