import type { Command } from "commander";
import type { Move } from "../wire.ts";
import { act, addCommand, type CommonOptions } from "./command.ts";
import { columns, time } from "./layout.ts";

interface HistoryOptions extends CommonOptions {
  pointer?: string;
}

export function addHistoryCommand(program: Command): void {
  addCommand(program, "history <team/model>", "every move of a model's stages and aliases, the latest first")
    .option("--pointer <name>", "only those of a stage or an alias")
    .action(
      act<HistoryOptions>(async ({ registry }, [model = ""], { pointer }) => {
        const moves: Move[] = [];
        let cursor: string | undefined;
        do {
          const page = await registry.api.pointers.moves.query({ model, pointer, cursor, limit: 100 });
          moves.push(...page.items);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        return { text: moves.length === 0 ? "Nothing has moved yet." : table(moves), json: { model, moves } };
      }),
    );
}

function table(moves: readonly Move[]): string {
  const name = (version: number | null) => (version === null ? "nothing" : `v${version}`);
  const rows = moves.map((move) => [
    time(move.at),
    move.pointer,
    `${name(move.from)} to ${name(move.to)}`,
    move.kind,
    move.by.name,
    move.approvedBy.map((person) => person.name).join(", ") || "-",
  ]);
  return columns([["WHEN", "POINTER", "MOVE", "HOW", "BY", "SIGNED BY"], ...rows]);
}
