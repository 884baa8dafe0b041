"use client";

import { Badge } from "#app/_ui/badge.tsx";
import { Link } from "#app/_ui/link.tsx";
import { RelativeTime } from "#app/_ui/relative-time.tsx";
import { RowActions, Table, type Column } from "#app/_ui/table.tsx";
import { permissionMeanings } from "#server/identity/schema.ts";
import { decidingScopes, type Token } from "#server/tokens/schema.ts";
import { presetOf, presets } from "./presets.ts";
import { RevokeToken } from "./revoke-token.tsx";
import { RotateToken } from "./rotate-token.tsx";

/**
 * Tokens, each with what it may do, when it was used and when it ends.
 * @param origin the registry's address, for those who may rotate them; null for who may only revoke
 * @param owners whether to say whose each is
 */
export function TokensTable({ caption, tokens, origin, owners = false }: { caption: string; tokens: readonly Token[]; origin: string | null; owners?: boolean }) {
  const columns: Column<Token>[] = [
    { key: "name", header: "Name", cell: (token) => <Name token={token} /> },
    { key: "scopes", header: "May", cell: (token) => <Scopes token={token} /> },
    { key: "models", header: "Reaches", cell: ({ models }) => <Patterns models={models} /> },
    { key: "created", header: "Created", cell: (token) => <Created token={token} /> },
    { key: "used", header: "Last used", cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : <span className="text-ink-soft">never</span>) },
    { key: "ends", header: "Ends", cell: (token) => <Ends token={token} /> },
    {
      key: "acts", header: "Acts", quiet: true, align: "end",
      cell: (token) => token.revokedAt === null && (
        <RowActions>
          {origin !== null && token.replacedBy === null && closenessOf(token) !== "ended" && <RotateToken token={token} origin={origin} />}
          <RevokeToken token={token} />
        </RowActions>
      ),
    },
  ];
  if (owners) columns.splice(1, 0, { key: "owner", header: "Owner", cell: ({ owner }) => <Owner owner={owner} /> });
  return <Table caption={caption} columns={columns} rows={tokens} rowKey={(token) => token.id} />;
}

function Name({ token: { name, prefix, replaces, replacedBy } }: { token: Token }) {
  return (
    <span className="grid justify-items-start">
      <span className="font-medium">{name}</span>
      <code className="text-small text-ink-soft">{prefix}…</code>
      {replacedBy !== null && <span className="text-small text-ink-soft">replaced by <code>{replacedBy}…</code></span>}
      {replaces !== null && <span className="text-small text-ink-soft">in place of <code>{replaces}…</code></span>}
    </span>
  );
}

function Owner({ owner: { name, email, kind, team } }: { owner: Token["owner"] }) {
  if (kind === "person" || team === null) return <span className="grid"><span>{name}</span><span className="text-small break-all text-ink-soft">{email}</span></span>;
  return (
    <span className="grid justify-items-start gap-0.5">
      <Link href={`/teams/${team}/service-accounts/${name}`} className="link">{name}</Link>
      <span className="text-small text-ink-soft">machine of {team}</span>
    </span>
  );
}

function Scopes({ token: { scopes, checks } }: { token: Token }) {
  const preset = presetOf(scopes);
  const meanings = scopes.map((scope) => `${scope}: ${permissionMeanings[scope].meaning}`).join("\n");
  return (
    <span className="grid justify-items-start gap-1">
      <span title={meanings} className="inline-flex flex-wrap items-center gap-1">
        {preset ? <><Badge>{presets[preset].label}</Badge> <span className="text-small text-ink-soft">{scopes.length} {scopes.length === 1 ? "scope" : "scopes"}</span></> : <ChosenScopes scopes={scopes} />}
      </span>
      {checks.length > 0 && <span className="text-small text-ink-soft">reports {checks.map((check, at) => <span key={check}>{at > 0 && ", "}<code className="text-ink">{check}</code></span>)}</span>}
    </span>
  );
}

/** How many scopes are shown before the others are folded away. */
const mostShown = 4;

/** Those that decide stand first, whatever else there is. */
function ChosenScopes({ scopes }: { scopes: Token["scopes"] }) {
  const decides = (scope: Token["scopes"][number]) => decidingScopes.some((each) => each === scope);
  const sorted = scopes.toSorted((one, other) => Number(decides(other)) - Number(decides(one)));
  const badges = sorted.map((scope) => <Badge key={scope} {...(decides(scope) ? { tone: "wait" as const } : {})}>{scope}</Badge>);
  if (badges.length <= mostShown + 1) return badges;
  return (
    <>
      {badges.slice(0, mostShown)}
      <details className="inline-flex flex-wrap gap-1 text-small open:w-full">
        <summary className="link cursor-pointer list-none text-ink-soft [&::-webkit-details-marker]:hidden">and {badges.length - mostShown} more</summary>
        <span className="mt-1 flex flex-wrap gap-1">{badges.slice(mostShown)}</span>
      </details>
    </>
  );
}

function Patterns({ models }: { models: readonly string[] }) {
  if (models.includes("*")) return <span className="text-ink-soft">every model</span>;
  return <span className="grid min-w-28 justify-items-start">{models.map((pattern) => <code key={pattern} className="break-words">{pattern}</code>)}</span>;
}

function Created({ token: { createdAt, madeBy, owner } }: { token: Token }) {
  return (
    <span className="grid">
      <RelativeTime at={createdAt} />
      {owner.kind === "service" && madeBy !== null && <span className="text-small text-ink-soft">made by {madeBy}</span>}
    </span>
  );
}

const soon = 7 * 86_400_000;

/** Whether the end of a token lies behind or shortly before us. */
function closenessOf({ expiresAt }: Pick<Token, "expiresAt">): "ended" | "soon" | "later" {
  if (expiresAt === null) return "later";
  const left = Date.parse(expiresAt) - Date.now();
  return left <= 0 ? "ended" : left < soon ? "soon" : "later";
}

function Ends({ token }: { token: Token }) {
  const { expiresAt, revokedAt } = token;
  if (revokedAt !== null) return <Badge tone="refuse">revoked <RelativeTime at={revokedAt} /></Badge>;
  if (expiresAt === null) return <span className="text-ink-soft">never</span>;
  const when = closenessOf(token);
  if (when === "later") return <RelativeTime at={expiresAt} />;
  return <Badge tone={when === "ended" ? "refuse" : "wait"}>{when === "ended" ? "ended " : ""}<RelativeTime at={expiresAt} /></Badge>;
}
