import type { Command } from "commander";
import { CountersignError } from "../errors.ts";
import type { Registry } from "../registry.ts";
import type { View } from "../wire.ts";
import { act, addCommand, type CommonOptions } from "./command.ts";
import { columns } from "./layout.ts";

export function addViewCommands(program: Command): void {
  const group = program.command("view").description("searches that are kept under a name");

  addCommand(group, "list", "your own, and those that are shared with teams which you see").action(
    act(async ({ registry }) => {
      const views = await registry.search.views.list();
      const rows = views.map(({ name, query, team, mine, owner }) => [name, query || "(all models)", team ?? "-", mine ? "you" : owner.name]);
      return { text: rows.length === 0 ? "There is none yet: countersign view save <name> '<query>'" : columns([["VIEW", "QUERY", "TEAM", "KEPT BY"], ...rows]), json: { views } };
    }),
  );

  addCommand(group, "save <name> [query...]", "keep a query (put it in quotes); of your own view of that name, change what it holds")
    .option("--team <team>", "its members see it too")
    .action(
      act<CommonOptions & { team?: string }>(async ({ registry }, [name = "", ...words], { team }) => {
        const layout = (await registry.search.views.list()).find((view) => view.mine && view.name === name)?.layout ?? {};
        const saved = await registry.search.views.save({ name, query: words.join(" "), layout, team });
        return { text: `The view ${name} is saved${team === undefined ? "" : `, and shared with ${team}`}.`, json: saved };
      }),
    );

  addCommand(group, "rename <name> <to>", "give a view of yours another name; whoever has it open keeps it").action(
    act(async ({ registry }, [name = "", to = ""]) => {
      const { id, query, layout, team } = await requireOwn(registry, name);
      const saved = await registry.search.views.save({ id, name: to, query, layout, ...(team === null ? {} : { team }) });
      return { text: `The view ${name} is called ${to} now.`, json: saved };
    }),
  );

  addCommand(group, "remove <name>", "forget a view of yours; what it shows stays as it is").action(
    act(async ({ registry }, [name = ""]) => {
      const { id } = await requireOwn(registry, name);
      await registry.search.views.remove(id);
      return { text: `The view ${name} is removed.`, json: { id } };
    }),
  );
}

async function requireOwn(registry: Registry, name: string): Promise<View> {
  const view = (await registry.search.views.list()).find((each) => each.mine && each.name === name);
  if (view) return view;
  throw new CountersignError("not_found", `You keep no view called ${name}: countersign view list shows those that there are.`);
}
