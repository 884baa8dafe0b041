"use client";

import { SelectField, TextAreaField, TextField } from "#app/_ui/field.tsx";
import { Link } from "#app/_ui/link.tsx";
import { checkKinds } from "./check-kinds.ts";
import type { CheckDraft } from "./draft.ts";
import { Row, type FaultOf } from "./rows.tsx";

export interface CheckChoices {
  /** The stages before the one that the policy is for. */
  earlierStages: readonly string[];
  /** The checks that pipelines may report. */
  checks: readonly string[];
  /** Metrics that are known, to be offered. */
  metrics: readonly string[];
}

type Props = { check: CheckDraft; onType: (part: Partial<CheckDraft>) => void; faultOf: FaultOf; choices: CheckChoices };

/** One automatic check of a policy, with the fields of its kind. */
export function CheckRow({ onRemove, ...props }: Props & { onRemove: () => void }) {
  const { title, hint } = checkKinds[props.check.kind];
  return <Row title={title} hint={hint} onRemove={onRemove} faultOf={props.faultOf}>{(faultOf) => fieldsOf({ ...props, faultOf })}</Row>;
}

function fieldsOf(props: Props) {
  const { check, onType, faultOf } = props;
  switch (check.kind) {
    case "metric":
      return (
        <>
          <MetricField {...props} />
          <TextField label="At least" optional inputMode="decimal" autoComplete="off" value={check.atLeast} onChange={(event) => onType({ atLeast: event.target.value })} error={faultOf("atLeast")} />
          <TextField label="At most" optional inputMode="decimal" autoComplete="off" value={check.atMost} onChange={(event) => onType({ atMost: event.target.value })} error={faultOf("atMost")} />
        </>
      );
    case "metric_vs_live":
      return (
        <>
          <MetricField {...props} />
          <SelectField label="Better is" value={check.better} onChange={(event) => onType({ better: event.target.value === "lower" ? "lower" : "higher" })}>
            <option value="higher">higher</option>
            <option value="lower">lower</option>
          </SelectField>
          <TextField label="Worse by at most" optional inputMode="decimal" autoComplete="off" placeholder="0" value={check.tolerance} onChange={(event) => onType({ tolerance: event.target.value })} error={faultOf("tolerance")} />
        </>
      );
    case "metadata":
      return (
        <div className="sm:col-span-2">
          <TextAreaField label="Keys" mono rows={2} spellCheck={false} placeholder={"code.commit\nattributes.owner"} value={check.keys} onChange={(event) => onType({ keys: event.target.value })} hint="One on each line." error={faultOf("keys")} />
        </div>
      );
    case "soak":
      return (
        <>
          <SelectField label="Stage" value={check.stage} onChange={(event) => onType({ stage: event.target.value })} error={faultOf("stage")}>
            <Choices value={check.stage} among={props.choices.earlierStages} none="Choose a stage" />
          </SelectField>
          <TextField label="Hours" inputMode="decimal" autoComplete="off" placeholder="48" value={check.hours} onChange={(event) => onType({ hours: event.target.value })} error={faultOf("hours")} />
        </>
      );
    case "external":
      return (
        <SelectField
          label="Check" value={check.name} onChange={(event) => onType({ name: event.target.value })} error={faultOf("name")}
          hint={props.choices.checks.length === 0 ? <>None is defined yet: see <Link href="/admin/checks" className="link">Checks</Link>.</> : undefined}
        >
          <Choices value={check.name} among={props.choices.checks} none="Choose a check" />
        </SelectField>
      );
    case "card":
    case "lineage":
    case "files_verified":
    case "safe_serialization":
    case "signature_compatible":
      return null;
  }
}

function MetricField({ check, onType, faultOf, choices: { metrics } }: Props) {
  return <TextField label="Metric" suggestions={metrics} autoComplete="off" spellCheck={false} placeholder="auc" value={check.metric} onChange={(event) => onType({ metric: event.target.value })} error={faultOf("metric")} />;
}

/** What can be chosen; what was chosen stays to be seen, also when it is not there any more. */
function Choices({ value, among, none }: { value: string; among: readonly string[]; none: string }) {
  return (
    <>
      <option value="">{none}</option>
      {among.map((name) => <option key={name} value={name}>{name}</option>)}
      {value !== "" && !among.includes(value) && <option value={value}>{value}, which is not there</option>}
    </>
  );
}
