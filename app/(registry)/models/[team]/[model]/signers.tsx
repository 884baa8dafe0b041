import type { Move } from "#server/pointers/schema.ts";
import { signersOf } from "./stage-history.ts";

/** Who answers for a version in a stage: those who signed, and who returned to it when it came by a rollback. */
export function Signers({ moves, version }: { moves: readonly Move[]; version: number }) {
  const names = signersOf(moves, version).map(({ name }) => name);
  const [latest] = moves;
  return (
    <>
      {names.length > 0 ? `signed by ${listed(names)}` : "signed before what is shown here"}
      {latest?.kind === "rollback" && latest.to === version && `, returned to by ${latest.by.name}`}
    </>
  );
}

const lists = new Intl.ListFormat("en", { type: "conjunction" });

/** `Ada`, `Ada and Bo`, `Ada, Bo, and Cy`. */
export function listed(names: readonly string[]): string {
  return lists.format(names);
}
