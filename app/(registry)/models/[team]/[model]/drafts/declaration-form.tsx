"use client";

import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Input, TextArea } from "#app/_ui/field.tsx";
import { AskedFields } from "#app/(registry)/metadata/asked-fields.tsx";
import { TagPicker } from "#app/(registry)/models/tag-picker.tsx";
import type { FormField } from "#server/metadata-schemas/schema.ts";
import { relations } from "#server/lineage/schema.ts";
import { faultsAt, type DatasetRow, type MetricRow, type Pair, type ParentRow, type Part } from "./declaration.ts";
import { DeclarationPart, sentence } from "./declaration-part.tsx";
import { Rows, type Field } from "./rows.tsx";
import { kindOfScalar } from "./scalar.ts";
import type { Declaring } from "./use-declaration.ts";

const pair = (name: string, value: string): Field<Pair>[] => [
  { key: "name", label: "name", placeholder: name, mono: true, span: "sm:col-span-2" },
  { key: "value", label: "value", placeholder: value, mono: true, span: "sm:col-span-4" },
];
const blankPair = { name: "", value: "" };
const metricFields: Field<MetricRow>[] = [
  { key: "name", label: "name", placeholder: "auc", mono: true, span: "sm:col-span-2" },
  { key: "value", label: "value", placeholder: "0.93", mono: true, span: "sm:col-span-2" },
  { key: "better", label: "better", options: ["", "higher", "lower"], words: { "": "better: by its name", higher: "higher is better", lower: "lower is better" }, span: "sm:col-span-2" },
];

const datasetFields: Field<DatasetRow>[] = [
  { key: "name", label: "name", placeholder: "transactions-2026", span: "sm:col-span-3" },
  { key: "role", label: "role", placeholder: "training", suggestions: ["training", "validation", "evaluation", "test"], span: "sm:col-span-2" },
  { key: "rows", label: "rows", placeholder: "120000", mono: true, span: "sm:col-span-1" },
  { key: "uri", label: "address", placeholder: "s3://data/transactions (optional)", mono: true, span: "sm:col-span-3" },
  { key: "digest", label: "digest", placeholder: "sha256:… (optional)", mono: true, span: "sm:col-span-3" },
];

const parentFields: Field<ParentRow>[] = [
  { key: "relation", label: "relation", options: relations, span: "sm:col-span-2" },
  { key: "reference", label: "version", placeholder: "team/model@3, or an address elsewhere", mono: true, span: "sm:col-span-4" },
];

/** What is declared of a draft, field by field. What is missing is marked where it belongs. */
export function DeclarationForm({ model, declaring }: { model: string; declaring: Declaring }) {
  const { form, change, faults, taken, asked } = declaring;
  const isAsked = (part: FormField["part"], name: string) => asked.some((field) => field.part === part && field.name === name.trim());
  const rest = (part: FormField["part"]) => form[part].filter(({ name }) => !isAsked(part, name));
  const changeRest = (part: FormField["part"], rows: Pair[]) => change(part, [...form[part].filter(({ name }) => isAsked(part, name)), ...rows]);
  const elsewhere = faults.filter(({ path }) => !asked.some((field) => path === `${field.part}.${field.name}`));
  const filled = more.filter((part) => declaring.filled.includes(part));
  const [isOpen, setOpen] = useState(false);
  // What begins to want a look is unfolded, and can be folded again.
  const wantsLook = more.some((part) => taken.parts.includes(part) || faultsAt(elsewhere, part).length > 0);
  const [wantedLook, setWantedLook] = useState(false);
  if (wantsLook !== wantedLook) {
    setWantedLook(wantsLook);
    if (wantsLook) setOpen(true);
  }
  const faultOfPair = (part: Part) => ({ name, value }: Pair) => {
    if (name.trim() === "" && value.trim() === "") return null;
    const fault = faultsAt(faults, `${part}.${name.trim()}`)[0];
    return fault ? sentence(fault) : null;
  };
  function faultOfRow<Row>(part: "datasets" | "parents", rows: readonly Row[], isEmpty: (row: Row) => boolean) {
    return (row: Row, at: number) => {
      if (isEmpty(row)) return null;
      const index = rows.slice(0, at).filter((each) => !isEmpty(each)).length;
      const wrong = faultsAt(faults, `${part}.${index}`).map((fault) => `${fault.path.split(".").slice(2).join(".")} ${fault.message}`.trim());
      return wrong.length === 0 ? null : sentence({ path: "", message: wrong.join("; ") });
    };
  }
  const tagFaults = form.tags.flatMap((tag, at) => faultsAt(faults, `tags.${at}`).map(({ message }) => ({ tag, message })));
  const line = (part: "framework" | "task", placeholder: string) => (
    <Input aria-label={part} value={form[part]} placeholder={placeholder} autoComplete="off" maxLength={100} onChange={(event) => change(part, event.target.value)} />
  );
  return (
    <div>
      <DeclarationPart part="description" title="Description" hint="What this version is, in a sentence or two." declaring={declaring}>
        <TextArea aria-label="description" value={form.description} maxLength={2000} rows={2} onChange={(event) => change("description", event.target.value)} />
      </DeclarationPart>
      <div className="grid gap-x-6 border-t border-line sm:grid-cols-2 [&>*]:border-t-0 max-sm:[&>*+*]:border-t">
        <DeclarationPart part="framework" title="Framework" declaring={declaring}>{line("framework", "scikit-learn")}</DeclarationPart>
        <DeclarationPart part="task" title="Task" declaring={declaring}>{line("task", "classification")}</DeclarationPart>
      </div>
      <DeclarationPart part="metrics" title="Metrics" hint="How well it does. At least one; reviewers compare them with what is live." declaring={declaring}>
        <Rows name="Metric" fields={metricFields} rows={form.metrics} blank={{ ...blankPair, better: "" }} onChange={(rows) => change("metrics", rows)} fault={faultOfPair("metrics")} />
        <GroupFault declaring={declaring} part="directions" />
      </DeclarationPart>
      <DeclarationPart part="datasets" title="Data" hint="What it was trained and measured on. At least one." declaring={declaring}>
        <Rows
          name="Dataset" fields={datasetFields} rows={form.datasets} blank={{ name: "", role: "", rows: "", digest: "", uri: "" }} onChange={(rows) => change("datasets", rows)}
          fault={faultOfRow("datasets", form.datasets, ({ name, role, rows, digest, uri }) => [name, role, rows, digest, uri].every((each) => each.trim() === ""))}
        />
      </DeclarationPart>
      <DeclarationPart part="parameters" title="Parameters" hint={<>How it was trained. A value is JSON where it is JSON, else text: <code>6</code>, <code>true</code>, <code>gbtree</code>.</>} declaring={declaring}>
        <Rows name="Parameter" fields={pair("max_depth", "6")} rows={rest("parameters")} blank={blankPair} onChange={(rows) => changeRest("parameters", rows)} fault={faultOfPair("parameters")} note={noteOf} />
      </DeclarationPart>
      {asked.length > 0 && <AskedFields fields={asked} form={form} change={change} faults={faults} />}
      <details className="border-t border-line" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="py-3">
          <span className="font-medium">More</span>
          <span className="text-ink-soft">: {more.join(", ")}{filled.length > 0 && ` (declared: ${filled.join(", ")})`}</span>
        </summary>
        <DeclarationPart part="code" title="Code" hint="The repository and the commit that trained it." declaring={declaring}>
          <div className="grid gap-1.5 sm:grid-cols-3">
            <div className="sm:col-span-2"><Input aria-label="code: repository" mono value={form.code.repository} placeholder="https://github.com/team/repository" onChange={(event) => change("code", { ...form.code, repository: event.target.value })} /></div>
            <Input aria-label="code: commit" mono value={form.code.commit} placeholder="4f2a91c" onChange={(event) => change("code", { ...form.code, commit: event.target.value })} />
          </div>
          <GroupFault declaring={declaring} part="code" />
        </DeclarationPart>
        <DeclarationPart part="run" title="Run" hint="Where the training was tracked." declaring={declaring}>
          <div className="grid gap-1.5 sm:grid-cols-4">
            <Input aria-label="run: tracker" value={form.run.tracker} placeholder="mlflow" onChange={(event) => change("run", { ...form.run, tracker: event.target.value })} />
            <Input aria-label="run: id" mono value={form.run.id} placeholder="run id" onChange={(event) => change("run", { ...form.run, id: event.target.value })} />
            <div className="sm:col-span-2"><Input aria-label="run: address" mono value={form.run.url} placeholder="https://… (optional)" onChange={(event) => change("run", { ...form.run, url: event.target.value })} /></div>
          </div>
          <GroupFault declaring={declaring} part="run" />
        </DeclarationPart>
        <DeclarationPart part="parents" title="Made from" hint="The versions that it was made from." declaring={declaring}>
          <Rows
            name="Parent" fields={parentFields} rows={form.parents} blank={{ relation: relations[0], reference: "" }} onChange={(rows) => change("parents", rows)}
            fault={faultOfRow("parents", form.parents, ({ reference }) => reference.trim() === "")}
          />
        </DeclarationPart>
        <DeclarationPart part="environment" title="Environment" hint="Versions of what it needs." declaring={declaring}>
          <Rows name="Entry" fields={pair("python", "3.13.1")} rows={form.environment} blank={blankPair} onChange={(rows) => change("environment", rows)} fault={faultOfPair("environment")} />
        </DeclarationPart>
        <DeclarationPart part="tags" title="Tags" hint="Words that people find it by." declaring={declaring}>
          <TagPicker label="Tags" isTitled model={model} chosen={form.tags} onChoose={(tags) => change("tags", tags)} refused={tagFaults.map(({ tag }) => tag)} />
          {tagFaults.map(({ tag, message }) => <p key={tag} className="text-small text-refuse"><span className="font-mono">{tag}</span> {message}{/[.?]$/.test(message) ? "" : "."}</p>)}
        </DeclarationPart>
        <DeclarationPart part="evaluations" title="Evaluations" hint="Metrics of parts of the data, and step by step." declaring={declaring}>
          {form.evaluations === undefined
            ? <p className="text-small text-ink-soft">None declared. They can be written as JSON.</p>
            : <div className="flex flex-wrap items-center gap-2"><span>Declared: see them as JSON.</span><Button size="small" onClick={() => change("evaluations", undefined)}>Remove the evaluations</Button></div>}
          <GroupFault declaring={declaring} part="evaluations" />
        </DeclarationPart>
        <DeclarationPart part="signature" title="Signature" hint="The tensors that go in and come out." declaring={declaring}>
          {form.signature === undefined
            ? <p className="text-small text-ink-soft">None declared. It can be written as JSON.</p>
            : <div className="flex flex-wrap items-center gap-2"><span>Declared: see it as JSON.</span><Button size="small" onClick={() => change("signature", undefined)}>Remove the signature</Button></div>}
          <GroupFault declaring={declaring} part="signature" />
        </DeclarationPart>
        <DeclarationPart part="attributes" title="Attributes" hint="Anything else, as free names and values." declaring={declaring}>
          <Rows name="Attribute" fields={pair("owner", "ada")} rows={rest("attributes")} blank={blankPair} onChange={(rows) => changeRest("attributes", rows)} fault={faultOfPair("attributes")} note={noteOfFlat} />
        </DeclarationPart>
      </details>
    </div>
  );
}

const more: readonly Part[] = ["code", "run", "parents", "environment", "tags", "evaluations", "signature", "attributes"];

/** What a value is taken for, where that is not plain to see. */
function noteOf({ value }: Pair): string | null {
  const kind = kindOfScalar(value);
  return kind === "list" || kind === "object" || kind === "true or false" ? `Kept as ${kind === "object" ? "an object" : kind === "list" ? "a list" : "true or false"}, not as text.` : null;
}

/** An attribute is one value: what looks like more stays as it is written. */
function noteOfFlat({ value }: Pair): string | null {
  const kind = kindOfScalar(value);
  return kind === "list" || kind === "object" ? "Kept as text: an attribute is a single value." : noteOf({ id: 0, name: "", value });
}

/** What is wrong with the fields of a part that stand in one line. */
function GroupFault({ declaring, part }: { declaring: Declaring; part: Part }) {
  const wrong = faultsAt(declaring.faults, part).filter((fault) => fault.path !== part);
  if (wrong.length === 0) return null;
  return <p className="text-small text-refuse">{sentence({ path: "", message: wrong.map(({ path, message }) => `${path.split(".").slice(1).join(".")} ${message}`).join("; ") })}</p>;
}
