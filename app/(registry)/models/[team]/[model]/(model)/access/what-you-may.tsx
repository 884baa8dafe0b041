import { Icon } from "#app/_ui/icon.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Access, AccessToPermission } from "#server/grants/schema.ts";
import { whatGives } from "../../../../what-gives.ts";

/** Each permission, what the one who looks has first: by what they have it, or which role would give it. */
export function WhatYouMay({ access: { model, permissions } }: { access: Access }) {
  const [team = ""] = model.split("/");
  const columns: Column<AccessToPermission>[] = [
    {
      key: "meaning", header: "Permission",
      cell: ({ permission, meaning }) => <span className="grid">{meaning}<code className="text-small font-normal text-ink-soft">{permission}</code></span>,
    },
    { key: "may", header: "You may", cell: ({ held }) => <YesOrNo held={held} />, width: "5.5rem" },
    { key: "why", header: "Why", width: "45%", cell: (each) => <Why of={each} team={team} /> },
  ];
  return (
    <Panel title="What you may do" count={permissions.filter(({ held }) => held).length} flush>
      <Table caption={`What you may do on ${model}`} columns={columns} rows={permissions.toSorted((one, other) => Number(other.held) - Number(one.held))} rowKey={({ permission }) => permission} />
    </Panel>
  );
}

function YesOrNo({ held }: { held: boolean }) {
  return (
    <span className={`inline-flex items-center gap-1 font-medium ${held ? "text-allow" : "text-ink-soft"}`}>
      <Icon name={held ? "check" : "minus"} size={14} />
      {held ? "Yes" : "No"}
    </span>
  );
}

function Why({ of, team }: { of: AccessToPermission; team: string }) {
  if (of.held) return <span className="first-letter:uppercase">{of.through.join("; ")}</span>;
  return <span className="text-ink-soft">It takes {whatGives(of, team)}.</span>;
}
