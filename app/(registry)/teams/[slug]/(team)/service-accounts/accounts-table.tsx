import { Badge } from "#app/_ui/badge.tsx";
import { Count } from "#app/_ui/number.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { ServiceAccount } from "#server/service-accounts/schema.ts";
import { roleNames } from "../role-names.ts";

const columns: readonly Column<ServiceAccount>[] = [
  { key: "name", header: "Name", cell: (account) => <Name account={account} />, width: "24%" },
  { key: "description", header: "For", cell: ({ description }) => <span className="line-clamp-2 max-w-md text-ink-soft">{description}</span> },
  { key: "role", header: "Role", cell: ({ role }) => roleNames[role] },
  { key: "tokens", header: "Tokens", align: "end", cell: ({ liveTokens }) => <Count value={liveTokens} /> },
  { key: "used", header: "Last used", align: "end", cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : <span className="text-ink-soft">never</span>) },
  { key: "made", header: "Made by", cell: ({ createdBy }) => createdBy.name },
];

/** The machines of a team, the retired ones last. */
export function AccountsTable({ accounts }: { accounts: readonly ServiceAccount[] }) {
  return <Table caption="Service accounts" columns={columns} rows={accounts} rowKey={({ id }) => id} rowHref={({ team, name }) => `/teams/${team}/service-accounts/${name}`} />;
}

function Name({ account: { name, retiredAt } }: { account: ServiceAccount }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <span className={retiredAt === null ? "" : "font-normal text-ink-soft"}>{name}</span>
      {retiredAt !== null && <Badge icon="lock">Retired</Badge>}
    </span>
  );
}
