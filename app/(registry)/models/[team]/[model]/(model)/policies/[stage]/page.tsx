import type { Metadata } from "next";
import { PolicyPage } from "#app/(registry)/policies/policy-page.tsx";
import { loadModel } from "../../../loaded-model.ts";
import { PolicyHead } from "./policy-head.tsx";

type Address = { params: Promise<{ team: string; model: string; stage: string }> };

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { team, model, stage } = await params;
  return { title: `Policy of ${team}/${model} for ${stage}` };
}

export default async function ModelPolicyPage({ params }: Address) {
  const { team, model: name, stage } = await params;
  const model = await loadModel(team, name);
  return (
    <>
      <PolicyHead base={`/models/${model.reference}/policies`} stage={stage} title={`Policy for ${stage}`} />
      <PolicyPage scope={{ kind: "model", model: model.reference }} stage={stage} keeps={model.can.includes("policy:manage")} />
    </>
  );
}
