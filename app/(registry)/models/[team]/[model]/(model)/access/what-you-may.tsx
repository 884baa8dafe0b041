import { Icon } from "#app/_ui/icon.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { Access, AccessToPermission } from "#server/grants/schema.ts";
import { whoHolds } from "../../../../who-holds.ts";

/** Each permission: whether the one who looks has it and by what, or which role would give it. */
export function WhatYouMay({ access: { model, permissions } }: { access: Access }) {
  const [team = ""] = model.split("/");
  const columns: Column<AccessToPermission>[] = [
    { key: "may", header: "You may", cell: ({ held }) => <YesOrNo held={held} />, width: "5.5rem" },
    {
      key: "meaning", header: "Permission", lead: true,
      cell: ({ permission, meaning }) => <span className="grid">{meaning}<code className="text-small font-normal text-ink-soft">{permission}</code></span>,
    },
    { key: "why", header: "Why", width: "45%", cell: (each) => <Why of={each} team={team} /> },
  ];
  return (
    <Panel title="What you may do" count={permissions.filter(({ held }) => held).length} flush>
      <Table caption={`What you may do on ${model}`} columns={columns} rows={permissions} rowKey={({ permission }) => permission} />
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
  if (of.held) return <span>{of.through.join("; ")}</span>;
  return <span className="text-ink-soft">It takes {whoHolds(of, team)}.</span>;
}
