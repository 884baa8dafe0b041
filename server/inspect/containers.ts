import type { Format } from "./detect.ts";
import type { Findings, Outcome } from "./findings.ts";
import { readArrayHeader } from "./numpy.ts";
import { worstFirst } from "./pickle-found.ts";
import { readPickles, type PickleFindings } from "./pickle.ts";
import type { Import } from "./schema.ts";
import { Damaged, partOf, Reader, Spent, type Budget, type ByteSource, type Inflater } from "./source.ts";
import { readTar } from "./tar.ts";
import { Tally } from "./tally.ts";
import { clean, grouped } from "./text.ts";
import { openMember, openMemberStart, readMembers, type Member } from "./zip.ts";

/** Pickles that are looked into: PyTorch's own archives have one or two. */
const mostPickles = 100;
const pickleName = /\.(pkl|pickle|p|joblib|dill)$/i;

/**
 * Looks into a zip: the pickles of PyTorch, the arrays of NumPy, or whatever else has the name of a pickle.
 * @throws Damaged when the zip, or what counts in it, is damaged
 */
export async function readZip(source: ByteSource, inflater: Inflater, budget: Budget): Promise<Outcome> {
  const members = await readMembers(source, budget);
  const names = members.map(({ name }) => name);
  if (names.length > 0 && names.every((name) => name.endsWith(".npy"))) return { format: "npz", findings: await readArrays(source, members, inflater, budget) };
  const pickles = members.filter(({ name }) => pickleName.test(name));
  const findings = await readAll(pickles, budget, (member) => openMember(source, member, inflater, budget));
  const facts = [{ name: "files", value: grouped(members.length) }];
  return { format: zipFormat(names), findings: { ...findings, facts: [...facts, ...(findings.facts ?? [])] } };
}

function zipFormat(names: readonly string[]): Format {
  const has = (ending: RegExp) => names.some((name) => ending.test(name));
  if (has(/(^|\/)data\.pkl$/)) return has(/(^|\/)constants\.pkl$/) && has(/(^|\/)code\//) ? "torchscript" : "torch";
  if (has(/^config\.json$/) && has(/^model\.weights\.h5$/)) return "keras";
  return "zip";
}

/** Looks into a tar: before version 0.1.10 PyTorch wrote pickles into one. */
export async function readTarball(source: ByteSource, budget: Budget): Promise<Outcome> {
  const entries = await readTar(source, budget);
  const names = entries.map(({ name }) => name);
  const isTorch = ["pickle", "storages", "tensors"].every((name) => names.includes(name));
  const pickles = entries.filter(({ name }) => pickleName.test(name) || (isTorch && ["pickle", "storages", "tensors", "sys_info"].includes(name)));
  const findings = await readAll(pickles, budget, (entry) => Promise.resolve(entry.content));
  return { format: isTorch ? "torch-tar" : "tar", findings: { ...findings, facts: [{ name: "files", value: grouped(entries.length) }] } };
}

/** Looks into several pickles, and puts together what they import. */
async function readAll<Entry extends { name: string }>(
  entries: readonly Entry[],
  budget: Budget,
  open: (entry: Entry) => Promise<ByteSource | null>,
): Promise<Findings> {
  const read: PickleFindings[] = [];
  let truncated = entries.length > mostPickles;
  let problem: string | null = null;
  for (const entry of entries.slice(0, mostPickles)) {
    try {
      const content = await open(entry);
      if (content) read.push(await readPickles(content, budget));
      else truncated = true;
    } catch (error) {
      if (error instanceof Spent) truncated = true;
      else if (error instanceof Damaged) problem ??= error.message;
      else throw error;
    }
  }
  if (read.length === 0) return { problem, truncated };
  const withTensors = read.find(({ tensors }) => tensors && tensors.count > 0);
  return {
    ...(withTensors?.tensors ? { tensors: withTensors.tensors } : {}),
    facts: read.flatMap(({ facts = [] }) => facts),
    imports: together(read.flatMap(({ imports = [] }) => imports)),
    problem: problem ?? read.find((each) => each.problem)?.problem ?? null,
    truncated: truncated || read.some((each) => each.truncated),
  };
}

/** Imports of several pickles as one list, the worst first. */
function together(imports: readonly Import[]): Import[] {
  const byName = new Map<string, Import>();
  for (const each of imports) {
    const known = byName.get(`${each.name}\n${each.why}`);
    byName.set(`${each.name}\n${each.why}`, { ...each, count: each.count + (known?.count ?? 0) });
  }
  return worstFirst([...byName.values()]);
}

/** The arrays of an npz; those of objects are pickles. */
async function readArrays(source: ByteSource, members: readonly Member[], inflater: Inflater, budget: Budget): Promise<Findings> {
  const tensors = new Tally();
  const objects: { name: string; member: Member; dataStart: number }[] = [];
  let truncated = false;
  let problem: string | null = null;
  try {
    for (const member of members) {
      const start = await openMemberStart(source, member, inflater, budget);
      if (!start) {
        truncated = true;
        continue;
      }
      const name = clean(member.name.replace(/\.npy$/, ""));
      const { tensor, holdsObjects, dataStart } = await readArrayHeader(new Reader(start, budget), name, member.size);
      tensors.add(tensor);
      if (holdsObjects) objects.push({ name, member, dataStart });
    }
  } catch (error) {
    if (error instanceof Spent) truncated = true;
    else if (error instanceof Damaged) problem = error.message;
    else throw error;
  }
  if (objects.length === 0) return { tensors, truncated, problem };
  const pickled = await readAll(objects, budget, async ({ member, dataStart }) => {
    const content = await openMember(source, member, inflater, budget);
    return content ? partOf(content, dataStart, content.size - dataStart) : null;
  });
  return {
    ...pickled,
    label: "NumPy arrays (npz, with pickled objects)",
    imports: pickled.imports ?? [],
    tensors,
    truncated: truncated || pickled.truncated === true,
    problem: problem ?? pickled.problem ?? null,
  };
}
