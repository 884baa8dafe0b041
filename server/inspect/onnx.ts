import type { Findings } from "./findings.ts";
import { elementType, readTensorProto, type Stored } from "./onnx-tensors.ts";
import { eachField, readField, type Field } from "./protobuf.ts";
import { most, type Fact, type Port } from "./schema.ts";
import { Damaged, Reader, Spent, type Budget, type ByteSource } from "./source.ts";
import { Tally } from "./tally.ts";
import { clean, decode, quoted } from "./text.ts";

/** Operators that runtimes bring along; what is of another domain comes from a library that somebody must load. */
const standardDomains = new Set([
  "", "ai.onnx", "ai.onnx.ml", "ai.onnx.preview", "ai.onnx.training", "ai.onnx.preview.training", "com.microsoft",
]);

/** Graphs within the attributes of nodes, within the attributes of their nodes: bodies of loops and conditions. */
const deepest = 16;

/**
 * Reads an ONNX model: what it takes and gives, its operators, and its weights' types and shapes. Weights themselves
 * are passed over.
 * Format: ModelProto in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 * @throws Damaged when it is not as the format says
 */
export async function readOnnx(source: ByteSource, budget: Budget): Promise<Findings> {
  const reader = new Reader(source, budget);
  const model = new Model(reader);
  try {
    await reader.run(() => model.step());
  } catch (error) {
    if (!(error instanceof Spent)) throw error;
    return { ...model.findings(), truncated: true };
  }
  model.check();
  return model.findings();
}

/** A message whose fields are taken one by one, because it may be as long as the file. */
interface Open {
  end: number;
  take: (field: Field) => void;
}

/** What one field of the graph holds: it is kept once the field is read to its end. */
interface Part {
  nodes: { domain: string; operator: string }[];
  tensors: Stored[];
}

class Model {
  readonly #reader: Reader;
  readonly #open: Open[];
  readonly #tally = new Tally();
  readonly #facts: Fact[] = [];
  readonly #operators = new Map<string, number>();
  readonly #domains = new Set<string>();
  /** Domains whose operators the model itself defines as functions. */
  readonly #defined = new Set<string>();
  readonly #ports: { inputs: Port[]; outputs: Port[] } = { inputs: [], outputs: [] };
  readonly #weights = new Set<string>();
  readonly #external = new Set<string>();
  #version: number | null = null;
  #hasOperatorSet = false;
  #graphs = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
    this.#open = [{ end: reader.size, take: (field) => this.#readModelField(field) }];
  }

  /** Reads one field; false when there are no more. */
  step(): boolean {
    const reader = this.#reader;
    const message = this.#open.at(-1);
    if (!message) return false;
    if (reader.position === message.end) {
      this.#open.pop();
      return true;
    }
    const field = readField(reader, message.end);
    const depth = this.#open.length;
    message.take(field);
    if (this.#open.length === depth) reader.position = field.end;
    return true;
  }

  /** @throws Damaged when what every model has is missing */
  check(): void {
    if (this.#version === null) throw new Damaged("The model does not say which version of ONNX it is written in.");
    if (this.#version >= 3 && !this.#hasOperatorSet) throw new Damaged("The model does not say which set of operators it uses.");
    if (this.#graphs === 0) throw new Damaged("The model has no graph.");
    const outside = [...this.#external].find((location) => /^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)/.test(location));
    if (outside !== undefined) throw new Damaged(`Weights are said to lie in ${JSON.stringify(clean(outside, 120))}, which is outside of the model's folder.`);
  }

  findings(): Findings {
    const { inputs, outputs } = this.#ports;
    const custom = [...this.#domains].filter((domain) => !standardDomains.has(domain) && !this.#defined.has(domain));
    const facts = [...this.#facts];
    if (this.#external.size > 0) facts.push({ name: "external data", value: [...this.#external].slice(0, 20).join(", ") });
    if (custom.length > 0) facts.push({ name: "custom operator domains", value: custom.join(", ") });
    return {
      tensors: this.#tally,
      // Before version 4 of the format, weights had to be listed among the inputs.
      inputs: inputs.filter(({ name }) => !this.#weights.has(name)),
      outputs,
      operators: this.#operators,
      facts,
      mayRunCode: custom.length > 0,
      notes: [
        ...(this.#external.size > 0 ? [{ tone: "neutral" as const, text: "weights in other files" }] : []),
        ...custom.slice(0, 5).map((domain) => ({ tone: "warn" as const, text: `custom operators: ${domain}` })),
      ],
    };
  }

  #readModelField(field: Field): void {
    const { number, kind, value, end } = field;
    if (number === 1 && kind === "varint") {
      this.#version = value;
      this.#say("IR version", String(value));
    }
    if (number === 5 && kind === "varint") this.#say("model version", String(value));
    if (kind !== "bytes") return;
    if (number === 2) this.#say("producer", this.#text(end));
    if (number === 3) this.#say("producer version", this.#text(end));
    if (number === 4) this.#say("domain", this.#text(end));
    if (number === 6) this.#say("description", this.#text(end));
    if (number === 8) this.#readOpset(end);
    if (number === 14) this.#readMetadata(end);
    if (number === 7) {
      this.#graphs += 1;
      this.#open.push({ end, take: (each) => this.#readGraphField(each) });
    }
    if (number === 25) this.#readFunction(end);
  }

  #readGraphField({ number, kind, end }: Field): void {
    if (kind !== "bytes") return;
    if (number === 2) this.#say("graph", this.#text(end));
    if (number === 11) this.#addPort("inputs", this.#readPort(end));
    if (number === 12) this.#addPort("outputs", this.#readPort(end));
    const part: Part = { nodes: [], tensors: [] };
    this.#readPart(number, end, part, 0);
    this.#keep(part);
  }

  #keep({ nodes, tensors }: Part): void {
    this.#reader.budget.step(20 * nodes.length);
    for (const { domain, operator } of nodes) {
      const name = clean(domain === "" || domain === "ai.onnx" ? operator : `${domain}.${operator}`, 200);
      this.#operators.set(name, (this.#operators.get(name) ?? 0) + 1);
      this.#domains.add(clean(domain, 200));
    }
    for (const { tensor, location } of tensors) {
      this.#tally.add(tensor);
      this.#weights.add(tensor.name);
      if (location !== null && this.#external.size < 1000) this.#external.add(location);
    }
  }

  /** A node (1) or a weight (5, sparse 15) of a graph. */
  #readPart(number: number, end: number, part: Part, depth: number): void {
    const reader = this.#reader;
    if (number === 1) this.#readNode(end, part, depth);
    if (number === 5) part.tensors.push(readTensorProto(reader, end));
    if (number === 15) {
      eachField(reader, end, (field) => {
        if (field.number === 1 && field.kind === "bytes") part.tensors.push(readTensorProto(reader, field.end));
      });
    }
  }

  #readNode(end: number, part: Part, depth: number): void {
    let operator = "";
    let domain = "";
    eachField(this.#reader, end, (field) => {
      if (field.kind !== "bytes") return;
      if (field.number === 4) operator = this.#text(field.end);
      if (field.number === 7) domain = this.#text(field.end);
      if (field.number === 5) this.#readAttribute(field.end, part, depth);
    });
    part.nodes.push({ domain, operator });
  }

  /** Of an attribute only its graphs matter: g (6) and graphs (11). */
  #readAttribute(end: number, part: Part, depth: number): void {
    eachField(this.#reader, end, (field) => {
      if (field.kind !== "bytes" || (field.number !== 6 && field.number !== 11)) return;
      if (depth === deepest) throw new Spent("Graphs are nested deeper than is looked at.");
      eachField(this.#reader, field.end, (inner) => {
        if (inner.kind === "bytes") this.#readPart(inner.number, inner.end, part, depth + 1);
      });
    });
  }

  /** A function of the model's own: name (1), nodes (7), domain (10). */
  #readFunction(end: number): void {
    const part: Part = { nodes: [], tensors: [] };
    let domain = "";
    eachField(this.#reader, end, (field) => {
      if (field.kind !== "bytes") return;
      if (field.number === 7) this.#readNode(field.end, part, 0);
      if (field.number === 10) domain = this.#text(field.end);
    });
    this.#defined.add(domain);
    this.#keep(part);
  }

  #readOpset(end: number): void {
    let domain = "";
    let version = 0;
    eachField(this.#reader, end, (field) => {
      if (field.number === 1 && field.kind === "bytes") domain = this.#text(field.end);
      if (field.number === 2 && field.kind === "varint") version = field.value;
    });
    this.#hasOperatorSet = true;
    this.#say(`opset ${domain === "" ? "ai.onnx" : domain}`, String(version));
  }

  #readMetadata(end: number): void {
    let key = "";
    let value = "";
    eachField(this.#reader, end, (field) => {
      if (field.number === 1 && field.kind === "bytes") key = this.#text(field.end);
      if (field.number === 2 && field.kind === "bytes") value = this.#text(field.end);
    });
    this.#say(key, value);
  }

  /** ValueInfoProto: name (1), type (2). */
  #readPort(end: number): Port {
    let name = "";
    let type: Pick<Port, "type" | "shape"> = { type: "unknown", shape: [] };
    eachField(this.#reader, end, (field) => {
      if (field.kind !== "bytes") return;
      if (field.number === 1) name = this.#text(field.end);
      if (field.number === 2) type = this.#readType(field.end, 0);
    });
    return { name, ...type };
  }

  /** TypeProto: tensor (1), sequence (4), map (5), sparse tensor (8), optional (9). */
  #readType(end: number, depth: number): Pick<Port, "type" | "shape"> {
    let read: Pick<Port, "type" | "shape"> = { type: "unknown", shape: [] };
    eachField(this.#reader, end, ({ number, kind, end: fieldEnd }) => {
      if (kind !== "bytes") return;
      if (number === 1 || number === 8) {
        read = this.#readTensorType(fieldEnd);
        if (number === 8) read.type = `sparse ${read.type}`;
      }
      if (number === 5) read = { type: "map", shape: [] };
      if ((number !== 4 && number !== 9) || depth === deepest) return;
      eachField(this.#reader, fieldEnd, (inner) => {
        if (inner.number !== 1 || inner.kind !== "bytes") return;
        const element = this.#readType(inner.end, depth + 1);
        read = { type: clean(`${number === 4 ? "sequence of" : "optional"} ${element.type}`), shape: element.shape };
      });
    });
    return read;
  }

  #readTensorType(end: number): Pick<Port, "type" | "shape"> {
    let type = "unknown";
    const shape: (number | string)[] = [];
    eachField(this.#reader, end, (field) => {
      if (field.number === 1 && field.kind === "varint") type = elementType(field.value)?.name ?? String(field.value);
      if (field.number !== 2 || field.kind !== "bytes") return;
      eachField(this.#reader, field.end, (dimension) => {
        if (dimension.number === 1 && dimension.kind === "bytes") shape.push(this.#readDimension(dimension.end));
      });
    });
    return { type, shape };
  }

  /** A size (1), or the name (2) of one that varies. */
  #readDimension(end: number): number | string {
    let size: number | string = "?";
    eachField(this.#reader, end, (field) => {
      if (field.number === 1 && field.kind === "varint" && Number.isSafeInteger(field.value)) size = field.value;
      if (field.number === 2 && field.kind === "bytes") size = this.#text(field.end) || "?";
    });
    return size;
  }

  #addPort(side: "inputs" | "outputs", port: Port): void {
    if (port.shape.length > most.dimensions) throw new Damaged(`${quoted(port.name)} has ${port.shape.length} dimensions; at most ${most.dimensions} are expected.`);
    // Old models list every weight as an input: all are kept until it is known which are weights.
    if (this.#ports[side].length < most.tensors) this.#ports[side].push(port);
  }

  /** The text up to `end`, cut when it is long. */
  #text(end: number): string {
    this.#reader.budget.step(10);
    return clean(decode(this.#reader.bytes(Math.min(end - this.#reader.position, 4 * most.text))));
  }

  #say(name: string, value: string): void {
    if (value !== "" && this.#facts.length < most.facts) this.#facts.push({ name, value });
  }
}
