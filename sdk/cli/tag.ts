import { type Command, Option } from "commander";
import type { FreeTag, Tag } from "../wire.ts";
import { act, addCommand, type CommonOptions } from "./command.ts";
import { columns, counted } from "./layout.ts";

interface ApplyOptions extends CommonOptions {
  replace?: boolean;
}

interface CreateOptions extends CommonOptions {
  color?: Tag["color"];
  description?: string;
  appliers?: Tag["appliers"];
}

interface GroupOptions extends CommonOptions {
  description?: string;
  exclusive?: boolean;
}

export function addTagCommands(program: Command): void {
  const group = program.command("tag").description("words that models and versions are found by");

  for (const [name, part, done] of [["add", "add", "has"], ["remove", "remove", "no longer has"]] as const) {
    addCommand(group, `${name} <reference> <tags...>`, `${name} tags of a model (team/model) or of a version (team/model@7, @production …)`)
      .option("--replace", "of an exclusive group, the new one takes the place of the other")
      .action(
        act<ApplyOptions>(async ({ registry, paint }, [reference = "", ...tags], { replace = false }) => {
          const exact = reference.includes("@") ? (await registry.get(reference)).reference : null;
          const { done: [tagged] } = await registry.tags.apply({ ...(exact ? { versions: [exact] } : { models: [reference] }), [part]: tags, replace });
          const now = tagged?.tags ?? [];
          return { text: `${paint.strong(tagged?.reference ?? reference)} ${done} ${tags.join(", ")}. Its tags: ${now.length === 0 ? "none" : now.join(", ")}.`, json: { ...tagged } };
        }),
      );
  }

  addCommand(group, "list [search]", "the vocabulary").action(
    act(async ({ registry }, [search]) => {
      const tags: Tag[] = [];
      for await (const tag of registry.tags.list({ search })) tags.push(tag);
      const rows = tags.map(({ name, color, appliers, uses, description }) => [name, color, appliers, uses ? String(uses.models.count) : "-", uses ? String(uses.versions.count) : "-", description]);
      return { text: rows.length === 0 ? "No such tag is in the vocabulary." : columns([["TAG", "COLOUR", "APPLIED BY", "MODELS", "VERSIONS", "ABOUT"], ...rows]), json: { tags } };
    }),
  );

  addCommand(group, "check <tags...>", "what would be refused of tags on something new; nothing is tagged")
    .option("--model <team/model>", "on this model and its versions; left out: on any")
    .addHelpText("after", "\nExit codes: 0 all can be given, 1 some are refused.")
    .action(
      act<CommonOptions & { model?: string }>(async ({ registry }, tags, { model }) => {
        const faults = await registry.tags.check(tags, { model });
        return { text: faults.length === 0 ? `${tags.join(", ")} can be given.` : faults.map(({ tag, message }) => `${tag} ${message}`).join("\n"), json: { faults }, isBad: faults.length > 0 };
      }),
    );

  addCommand(group, "free", "the tags that are in use and not in the vocabulary").action(
    act(async ({ registry }) => {
      const tags: FreeTag[] = [];
      for await (const tag of registry.tags.free()) tags.push(tag);
      const rows = tags.map(({ name, uses }) => [name, String(uses.models.count), String(uses.versions.count)]);
      return { text: rows.length === 0 ? "Every tag in use is in the vocabulary." : columns([["TAG", "MODELS", "VERSIONS"], ...rows]), json: { tags } };
    }),
  );

  addCommand(group, "group <name>", "add a group to the vocabulary, or change one")
    .option("--description <text>", "what its tags say", "")
    .option("--exclusive", "a model or version has at most one of its tags")
    .action(
      act<GroupOptions>(async ({ registry }, [name = ""], { description = "", exclusive = false }) => {
        await registry.tags.saveGroup({ name, description, exclusive });
        return { text: `The group ${name} is saved: its tags are called ${name}:word.`, json: { name, description, exclusive } };
      }),
    );

  addCommand(group, "rename-group <name> <to>", "give a group another name, and its tags on everything that bears them").action(
    act(async ({ registry }, [name = "", to = ""]) => {
      const renamed = await registry.tags.renameGroup(name, to);
      return { text: `The group ${name} is called ${to} now: ${counted(renamed.tags, "tag")}, on ${onWords(renamed)}.`, json: renamed };
    }),
  );

  addCommand(group, "create <name>", "take a tag into the vocabulary, a new one or one that is in use")
    .addOption(new Option("--color <color>", "what it is marked with").choices(["slate", "red", "amber", "green", "teal", "blue", "violet", "pink"]))
    .option("--description <text>", "what it means")
    .addOption(new Option("--appliers <who>", "who may apply it").choices(["contributors", "maintainers", "administrators"]))
    .action(
      act<CreateOptions>(async ({ registry }, [name = ""], { color, description, appliers }) => {
        await registry.tags.create({ name, color, description, appliers });
        return { text: `${name} is in the vocabulary now.`, json: { name } };
      }),
    );

  addCommand(group, "rename <name> <to>", "give a tag another name, on everything that it hangs on").action(
    act(async ({ registry }, [name = "", to = ""]) => {
      const renamed = await registry.tags.rename(name, to);
      return { text: `${name} is called ${to} now, on ${onWords(renamed)}.`, json: renamed };
    }),
  );

  addCommand(group, "merge <name> <into>", "put another tag in the place of one, everywhere")
    .option("--replace", "others of an exclusive group give way")
    .action(
      act<ApplyOptions>(async ({ registry }, [name = "", into = ""], { replace }) => {
        const merged = await registry.tags.merge(name, into, { replace });
        return { text: `${name} is merged into ${into}, on ${onWords(merged)}.`, json: merged };
      }),
    );

  addCommand(group, "touched <name>", "what a tag hangs on").action(
    act(async ({ registry }, [name = ""]) => {
      const touched = await registry.tags.touched(name);
      const lines = [...touched.models.first, ...touched.versions.first];
      const head = `${name} hangs on ${onWords({ models: touched.models.count, versions: touched.versions.count })}${lines.length === 0 ? "." : ":"}`;
      return { text: [head, ...lines.map((line) => `  ${line}`)].join("\n"), json: touched };
    }),
  );

  addCommand(group, "delete <name>", "take a tag off everything, and out of the vocabulary").action(
    act(async ({ registry }, [name = ""]) => {
      const removed = await registry.tags.remove(name);
      return { text: `${name} is deleted: it was taken off ${onWords(removed)}.`, json: removed };
    }),
  );
}

function onWords({ models, versions }: { models: number; versions: number }): string {
  return `${counted(models, "model")} and ${counted(versions, "version")}`;
}
