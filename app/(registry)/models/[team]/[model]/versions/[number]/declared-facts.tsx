import { formatExact } from "#app/_ui/format.ts";
import { Digest } from "#app/_ui/digest.tsx";
import { KeyValues, type Fact } from "#app/_ui/key-values.tsx";
import { Count } from "#app/_ui/number.tsx";
import { Panel } from "#app/_ui/panel.tsx";
import { Table, type Column } from "#app/_ui/table.tsx";
import type { VersionDetail } from "#server/versions/schema.ts";
import { OutsideLink } from "./outside-link.tsx";

type Metadata = VersionDetail["metadata"];
type Dataset = Metadata["datasets"][number];
type Tensor = NonNullable<Metadata["signature"]>["inputs"][number];

/** What the author declared besides the metrics: what it was made from and how, what goes in and what comes out. */
export function DeclaredFacts({ metadata }: { metadata: Metadata }) {
  const { parameters, datasets, signature, attributes } = metadata;
  return (
    <>
      <Section title="Parameters" values={parameters} />
      <Panel title="Data" count={datasets.length} flush>
        <Table caption="Data" columns={datasetColumns} rows={datasets} rowKey={(dataset) => JSON.stringify(dataset)} />
      </Panel>
      {signature && (
        <Panel title="Signature">
          <div className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
            <Tensors title="Inputs" tensors={signature.inputs} />
            <Tensors title="Outputs" tensors={signature.outputs} />
          </div>
        </Panel>
      )}
      <Section title="Attributes" values={attributes} />
    </>
  );
}

function Section({ title, values }: { title: string; values: Record<string, unknown> }) {
  const facts = Object.entries(values)
    .toSorted(([a], [b]) => a.localeCompare(b, "en"))
    .map(([label, value]): Fact => ({ label, value: <Value value={value} />, mono: true }));
  if (facts.length === 0) return null;
  return <Panel title={title} count={facts.length}><KeyValues facts={facts} /></Panel>;
}

const longValue = 160;

/** Any JSON value, folded where it is long. */
function Value({ value }: { value: unknown }) {
  const text = typeof value === "string" ? value : typeof value === "number" ? formatExact(value) : JSON.stringify(value);
  if (text.length <= longValue) return <span className="break-words">{text}</span>;
  return (
    <details>
      <summary className="break-words">{text.slice(0, longValue)}…</summary>
      <pre className="mt-2 max-h-80 overflow-auto rounded-sm border border-line bg-sunken p-2 whitespace-pre-wrap" tabIndex={0} role="group" aria-label="The whole value">
        {typeof value === "string" ? value : JSON.stringify(value, null, 2)}
      </pre>
    </details>
  );
}

const datasetColumns: Column<Dataset>[] = [
  { key: "name", header: "Dataset", cell: ({ name, uri }) => <span className="break-words">{uri ? <OutsideLink href={uri}>{name}</OutsideLink> : name}</span>, lead: true },
  { key: "role", header: "Role", cell: ({ role }) => <span className="text-ink-soft">{role}</span> },
  { key: "rows", header: "Rows", align: "end", cell: ({ rows }) => (rows === undefined ? <span className="text-ink-faint">—</span> : <Count value={rows} />) },
  { key: "digest", header: "Digest", cell: ({ digest }) => (digest === undefined ? <span className="text-ink-faint">—</span> : <Digest value={digest} />) },
];

const mostTensors = 8;

function Tensors({ title, tensors }: { title: string; tensors: readonly Tensor[] }) {
  const rest = tensors.slice(mostTensors);
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-1 flex items-baseline gap-2 text-small font-medium text-ink-soft">{title} <span className="font-mono font-normal tabular-nums">{tensors.length}</span></h3>
      {tensors.length === 0 && <p className="text-ink-soft">none declared</p>}
      <TensorList tensors={tensors.slice(0, mostTensors)} />
      {rest.length > 0 && (
        <details>
          <summary className="py-1.5 text-ink-soft hover:text-ink">{rest.length} more</summary>
          <TensorList tensors={rest} />
        </details>
      )}
    </section>
  );
}

function TensorList({ tensors }: { tensors: readonly Tensor[] }) {
  return (
    <ul className="font-mono text-[0.8125rem]">
      {tensors.map(({ name, type, shape }, index) => (
        <li key={`${index} ${name}`} className="flex flex-wrap justify-between gap-x-3 border-b border-line py-1">
          <span className="min-w-0 break-words">{name}</span>
          <span className="text-ink-soft">{type} [{shape.map((size) => (size === -1 ? "any" : size)).join(", ")}]</span>
        </li>
      ))}
    </ul>
  );
}
