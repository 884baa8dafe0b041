import type { Findings } from "./findings.ts";
import { PickleFound } from "./pickle-found.ts";
import { PickleMachine, type Loader } from "./pickle-machine.ts";
import type { Fact } from "./schema.ts";
import { Damaged, Reader, Spent, type Budget, type ByteSource } from "./source.ts";
import { grouped } from "./text.ts";

/** What looking at a file as a pickle gives. */
export interface PickleFindings extends Findings {
  /** Whether one whole pickle was there. */
  isWhole: boolean;
  /** Bytes of it that made sense. */
  followed: number;
}

/**
 * Follows all pickles in a file, one after the other, and says what they import. Nothing is imported or run.
 *
 * What a pickle does depends on who loads it: where joblib passes over the bytes of an array, Python's own module
 * takes them for opcodes. When arrays of joblib are in the file, both ways are followed.
 */
export async function readPickles(source: ByteSource, budget: Budget): Promise<PickleFindings> {
  const own = await follow(source, budget, "pickle");
  if (!own.found.mayHoldArrays) return findingsOf(own, "Pickle");
  const joblib = await follow(source, budget, "joblib");
  joblib.found.addPlausible(own.found);
  return findingsOf(joblib, "Joblib");
}

interface Followed {
  found: PickleFound;
  size: number;
  /** Whole pickles. */
  pickles: number;
  end: number;
  protocol: number | null;
  arrays: number;
  persistentIds: number;
  problem: string | null;
  truncated: boolean;
  isTorch: boolean;
}

/** What torch.save wrote before version 1.6: five pickles, of which the first is this number, and then raw bytes. */
const torchMagic = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
const torchPickles = 5;

async function follow(source: ByteSource, budget: Budget, loader: Loader): Promise<Followed> {
  const reader = new Reader(source, budget);
  const found = new PickleFound(budget);
  const start = await source.read(2, torchMagic.length);
  const followed: Followed = {
    found, size: source.size, pickles: 0, end: 0, protocol: null, arrays: 0, persistentIds: 0, problem: null, truncated: false,
    isTorch: torchMagic.every((byte, index) => start[index] === byte),
  };
  let isGoingOn = true;
  while (isGoingOn && reader.left > 0) {
    budget.step(60);
    const machine = new PickleMachine(reader, found, loader);
    isGoingOn = await followOne(reader, machine, followed);
    followed.protocol ??= machine.protocol;
    followed.problem ??= machine.problem;
    followed.arrays += machine.arrays;
    followed.persistentIds += machine.persistentIds;
    // joblib reads one pickle, and torch five.
    if (loader === "joblib" || (followed.isTorch && followed.pickles === torchPickles)) isGoingOn = false;
  }
  if (source.size === 0) followed.problem = "The file is empty.";
  return followed;
}

/** Follows one pickle; false when nothing after it can be followed. */
async function followOne(reader: Reader, machine: PickleMachine, followed: Followed): Promise<boolean> {
  try {
    await reader.run(() => machine.step());
    followed.pickles += 1;
    followed.end = reader.position;
    if (machine.endsInFrame) followed.truncated = true;
    return true;
  } catch (error) {
    if (error instanceof Spent) followed.truncated = true;
    else if (!(error instanceof Damaged)) throw error;
    // What follows a whole pickle need not be one.
    else if (followed.pickles === 0) followed.problem = error.message;
    if (followed.pickles === 0) followed.end = reader.position;
    return false;
  }
}

function findingsOf(followed: Followed, kind: "Pickle" | "Joblib"): PickleFindings {
  const { found, protocol, pickles, end, size } = followed;
  const isTorch = followed.isTorch && pickles === torchPickles;
  const version = protocol === null ? "protocol 0 or 1" : `protocol ${protocol}`;
  const label = kind === "Joblib" ? `Joblib (pickle ${version})` : isTorch ? `PyTorch (before 1.6, pickle ${version})` : `Pickle (${version})`;
  const rest = pickles > 0 && !isTorch ? size - end : 0;
  const facts: Fact[] = [];
  const say = (name: string, count: number) => count > 0 && facts.push({ name, value: grouped(count) });
  if (pickles > 1) say("pickles", pickles);
  say("arrays", followed.arrays);
  say("persistent identifiers", followed.persistentIds);
  say("bytes after the pickle", rest);
  return {
    label,
    problem: followed.problem,
    truncated: followed.truncated || (followed.problem === null && rest > 0),
    imports: found.imports(),
    tensors: found.tally,
    facts,
    isWhole: pickles > 0,
    followed: end,
  };
}
