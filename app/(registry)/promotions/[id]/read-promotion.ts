import "server-only";
import { cache } from "react";
import { api, load } from "#app/_trpc/server.tsx";
import type { AuditEntry } from "#server/audit/schema.ts";
import type { Member } from "#server/teams/schema.ts";
import type { VersionDetail, VersionFile } from "#server/versions/schema.ts";

/** A version with all that the page compares. `partial` when it has more files than are listed. */
export interface Whole extends VersionDetail {
  listed: VersionFile[];
  partial: boolean;
}

const mostFiles = 5000;

/** The promotion at this address; once, for the page and for its title. */
export const readPromotion = cache(async (id: string) => load((await api()).promotions.get({ id })));

/** A version and its files, 5,000 of them at most. */
export async function readWhole(reference: string): Promise<Whole> {
  const { versions } = await api();
  const [detail, listed] = await Promise.all([versions.get({ reference }), readFiles(reference)]);
  return { ...detail, listed, partial: listed.length < detail.files };
}

async function readFiles(reference: string): Promise<VersionFile[]> {
  const { versions } = await api();
  const found: VersionFile[] = [];
  let after: string | null = null;
  do {
    const { items, next } = await versions.files({ reference, ...(after === null ? {} : { after }) });
    found.push(...items);
    after = next;
  } while (after !== null && found.length < mostFiles);
  return found;
}

/** The latest entries of a model's audit log, as far back as one page goes. */
export async function readLog(model: string): Promise<AuditEntry[]> {
  return (await (await api()).audit.activity({ model, limit: 100 })).items;
}

/** The roles that may sign, as the meanings of roles have it. */
const signing: readonly Member["role"][] = ["reviewer", "maintainer"];

/** The members of the team who may sign for this promotion: neither who asked for it nor who made the version. */
export async function readSigners(promotion: { model: string; requester: { id: string }; author: { id: string } }): Promise<Member[]> {
  const [team = ""] = promotion.model.split("/");
  const members = await (await api()).teams.members({ team });
  return members.filter(({ userId, role }) => signing.includes(role) && userId !== promotion.requester.id && userId !== promotion.author.id);
}

/** For a rollback: the promotion whose signature the version still has. */
export async function readEarlierSignature(promotion: { id: string; kind: string; model: string; stage: string; version: number }) {
  if (promotion.kind !== "rollback") return null;
  const registry = await api();
  const { items } = await registry.pointers.moves({ model: promotion.model, pointer: promotion.stage, limit: 100 });
  const move = items.find(({ to, kind, promotionId }) => to === promotion.version && kind === "promote" && promotionId !== promotion.id);
  return move?.promotionId ? await registry.promotions.get({ id: move.promotionId }) : null;
}
