import { followingOf, isArrayWrapper, type Following } from "./joblib.ts";
import type { PickleFound } from "./pickle-found.ts";
import { indexOf, longestName, numberOf, readCounted, readLong, textOf } from "./pickle-literals.ts";
import { counted, opcodes, plain } from "./pickle-opcodes.ts";
import { PickleStack } from "./pickle-stack.ts";
import { Dict, Global, Made, none, other, Persistent, Tuple, unknown, type Value } from "./pickle-values.ts";
import { Damaged, Spent, type Reader } from "./source.ts";
import { decode } from "./text.ts";

/**
 * Who loads the pickle: they can see different opcodes in the same bytes. `pickle` is Python's own module in C, which
 * takes frames for a hint of how much to read ahead. `joblib` uses the one in Python, which keeps to them, and reads the bytes of arrays from
 * where the file goes on. `objects` is what joblib reads arrays of objects with: it keeps to frames and knows no arrays.
 */
export type Loader = "pickle" | "joblib" | "objects";

const empty = new Tuple([]);
const newestProtocol = 5;

/**
 * Follows the opcodes of one pickle as Python's unpickler would, without doing anything: what would be imported or
 * made is only noted. It stops where Python would stop.
 */
export class PickleMachine {
  protocol: number | null = null;
  /** Arrays whose bytes were passed over, and identifiers that the loader is asked for. */
  arrays = 0;
  persistentIds = 0;
  /** A sentence on what some unpicklers refuse, and others don't. */
  problem: string | null = null;
  readonly #reader: Reader;
  readonly #found: PickleFound;
  readonly #loader: Loader;
  readonly #stack = new PickleStack();
  readonly #memo = new Map<number, Value>();
  /** Where the current frame ends, and where the file goes on after it; only of loaders that keep to frames. */
  #frame: { end: number; next: number } | null = null;
  /** Where the last frame ends, whoever loads it. */
  #framesEnd = 0;
  /** A pickle of objects, in the place of an array's bytes. */
  #inner: PickleMachine | null = null;

  constructor(reader: Reader, found: PickleFound, loader: Loader) {
    this.#reader = reader;
    this.#found = found;
    this.#loader = loader;
  }

  /**
   * Follows one opcode; false after STOP.
   * @throws Damaged when Python would refuse it
   * @throws Spent when what follows can't be told from the bytes
   */
  step(): boolean {
    if (this.#inner) return this.#stepInner(this.#inner);
    this.#reader.budget.step(3);
    const start = this.#reader.position;
    const opcode = this.#reader.u8();
    if (opcode === opcodes.stop) {
      this.#stack.pop();
      if (this.#loader === "objects" && this.endsInFrame) throw new Spent("A pickle within the pickle ends within a frame.");
      return false;
    }
    this.#follow(opcode, start);
    if (start < this.#framesEnd && this.#framesEnd < this.#reader.position) this.#refuse("An opcode of the pickle goes beyond the end of its frame.");
    this.#leaveFrame();
    return true;
  }

  /** Whether it has stopped before the end of a frame: then unpicklers differ on where the file goes on. */
  get endsInFrame(): boolean {
    return this.#framesEnd > this.#reader.position;
  }

  #follow(opcode: number, start: number): void {
    const reader = this.#reader;
    const width = plain.get(opcode);
    if (width !== undefined) {
      reader.skip(width);
      this.#stack.push(other);
      return;
    }
    const form = counted.get(opcode);
    if (form) return this.#stack.push(readCounted(reader, form));
    switch (opcode) {
      case opcodes.proto: {
        const protocol = reader.u8();
        if (protocol > newestProtocol) throw new Damaged(`The pickle is of protocol ${protocol}; protocols 0 to ${newestProtocol} are known.`);
        this.protocol = Math.max(protocol, this.protocol ?? 0);
        return;
      }
      case opcodes.frame:
        return this.#enterFrame();
      case opcodes.mark:
        return this.#stack.mark();
      case opcodes.pop:
        return this.#stack.popValueOrMark();
      case opcodes.popMark:
        this.#popToMark();
        return;
      case opcodes.dup:
        return this.#stack.push(this.#stack.top());
      case opcodes.none:
        return this.#stack.push(none);
      case opcodes.binInt:
        return this.#stack.push(reader.i32());
      case opcodes.binInt1:
        return this.#stack.push(reader.u8());
      case opcodes.binInt2:
        return this.#stack.push(reader.u16());
      case opcodes.long1:
        return this.#stack.push(readLong(reader, reader.u8()));
      case opcodes.long4:
        return this.#stack.push(readLong(reader, reader.i32()));
      case opcodes.int:
      case opcodes.long:
        return this.#stack.push(numberOf(reader.line()));
      case opcodes.float:
        reader.line();
        return this.#stack.push(other);
      case opcodes.string:
      case opcodes.unicode:
        return this.#stack.push(textOf(reader.line(), opcode === opcodes.string));
      default:
        if (!this.#followContainer(opcode) && !this.#followMemo(opcode) && !this.#followImport(opcode)) {
          throw new Damaged(`Byte ${start} is 0x${opcode.toString(16).padStart(2, "0")}, which is no opcode of a pickle.`);
        }
    }
  }

  #followContainer(opcode: number): boolean {
    switch (opcode) {
      case opcodes.emptyTuple:
        return this.#push(empty);
      case opcodes.tuple1:
        return this.#pushNew(this.#stack.popTuple(1));
      case opcodes.tuple2:
        return this.#pushNew(this.#stack.popTuple(2));
      case opcodes.tuple3:
        return this.#pushNew(this.#stack.popTuple(3));
      case opcodes.tuple:
        return this.#pushNew(new Tuple(this.#popToMark()));
      case opcodes.emptyDict:
        return this.#pushNew(new Dict());
      case opcodes.dict: {
        const dict = new Dict();
        this.#setItems(dict, this.#popToMark());
        return this.#pushNew(dict);
      }
      case opcodes.list:
      case opcodes.frozenSet:
        this.#popToMark();
        return this.#push(other);
      case opcodes.append:
        this.#stack.pop();
        this.#stack.top();
        return true;
      case opcodes.appends:
      case opcodes.addItems:
        this.#popToMark();
        this.#stack.top();
        return true;
      case opcodes.setItem: {
        const value = this.#stack.pop();
        const key = this.#stack.pop();
        this.#setItems(this.#stack.top(), [key, value]);
        return true;
      }
      case opcodes.setItems: {
        const items = this.#popToMark();
        this.#setItems(this.#stack.top(), items);
        return true;
      }
      default:
        return false;
    }
  }

  #followMemo(opcode: number): boolean {
    const reader = this.#reader;
    switch (opcode) {
      case opcodes.get:
        return this.#pushRemembered(indexOf(reader.line()));
      case opcodes.binGet:
        return this.#pushRemembered(reader.u8());
      case opcodes.longBinGet:
        return this.#pushRemembered(reader.u32());
      case opcodes.put:
        return this.#remember(indexOf(reader.line()));
      case opcodes.binPut:
        return this.#remember(reader.u8());
      case opcodes.longBinPut:
        return this.#remember(reader.u32());
      case opcodes.memoize:
        return this.#remember(this.#memo.size);
      default:
        return false;
    }
  }

  #followImport(opcode: number): boolean {
    const reader = this.#reader;
    switch (opcode) {
      case opcodes.global:
        return this.#push(this.#import(reader.line(), reader));
      case opcodes.stackGlobal:
        return this.#pushStackGlobal();
      case opcodes.inst: {
        const global = this.#import(reader.line(), reader);
        return this.#push(this.#call(global, new Tuple(this.#popToMark())));
      }
      case opcodes.obj: {
        const [callable, ...args] = this.#popToMark();
        if (callable === undefined) throw new Damaged("The pickle makes an object of nothing.");
        return this.#push(this.#call(callable, new Tuple(args)));
      }
      case opcodes.reduce:
      case opcodes.newObj: {
        const args = this.#stack.pop();
        return this.#push(this.#call(this.#stack.pop(), args));
      }
      case opcodes.newObjEx: {
        this.#stack.pop();
        const args = this.#stack.pop();
        return this.#push(this.#call(this.#stack.pop(), args));
      }
      case opcodes.build:
        this.#build();
        return true;
      case opcodes.ext1:
        return this.#pushExtension(reader.u8());
      case opcodes.ext2:
        return this.#pushExtension(reader.u16());
      case opcodes.ext4:
        return this.#pushExtension(reader.i32());
      case opcodes.persistentId:
        reader.line();
        this.persistentIds += 1;
        return this.#push(unknown);
      case opcodes.binPersistentId:
        this.persistentIds += 1;
        return this.#push(new Persistent(this.#stack.pop()));
      case opcodes.nextBuffer:
        return this.#push(unknown);
      case opcodes.readOnlyBuffer:
        this.#stack.top();
        return true;
      default:
        return false;
    }
  }

  #import(module: Uint8Array, reader: Reader): Global {
    const name = reader.line();
    reader.budget.step(16 + (module.length + name.length) / 8);
    return this.#found.import(decode(module.subarray(0, longestName)), decode(name.subarray(0, longestName)));
  }

  #pushStackGlobal(): boolean {
    const name = this.#stack.pop();
    const from = this.#stack.pop();
    if (typeof from === "string" && typeof name === "string") return this.#push(this.#found.import(from, name));
    this.#found.addUnresolvable("imports a name that it puts together while it is loaded");
    return this.#push(unknown);
  }

  /** Extensions are numbers for names, which only the loading program knows. */
  #pushExtension(code: number): boolean {
    this.#found.addUnresolvable(`imports what the loading program has registered as extension ${code}`);
    return this.#push(unknown);
  }

  #call(callable: Value, args: Value): Value {
    this.#reader.budget.step(4);
    if (callable instanceof Global) {
      // The function makes an object of the class that it is given.
      const [first] = callable.name === "_reconstructor" && args instanceof Tuple ? args.items : [];
      return new Made(first instanceof Global ? first : callable, args);
    }
    if (callable instanceof Made || callable instanceof Persistent || callable === unknown) {
      this.#found.addUnresolvable("calls an object that it makes while it is loaded");
      return unknown;
    }
    throw new Damaged("The pickle calls what can't be called.");
  }

  /** Gives an object its state; joblib then reads the bytes of the array that it stands for. */
  #build(): void {
    const [object, state] = this.#stack.topTwo();
    if (object instanceof Made) {
      object.state = state instanceof Dict && (object.state || object.lastState === null) ? (object.state ?? new Dict()).with(state) : null;
      object.lastState = state;
    }
    const following = this.#loader === "joblib" ? this.#followingOf(object) : null;
    if (following) this.#passArray(following);
    this.#stack.pop();
    if (object instanceof Global) this.#found.addAltered(object);
    if (following === null) return;
    this.#stack.pop();
    if (following !== "pickle") this.#stack.push(other);
  }

  #followingOf(object: Value): Following | null {
    const isWrapper = isArrayWrapper(object);
    if (isWrapper === false) return null;
    const following = isWrapper && object instanceof Made ? followingOf(object.state) : null;
    if (!following) throw new Spent("Where an array in the pickle ends can't be told.");
    return following;
  }

  /** The array's bytes start where the file goes on, which within a frame is after the frame. */
  #passArray(following: Following): void {
    const reader = this.#reader;
    reader.budget.step(40);
    const opcodeEnd = reader.position;
    const frame = this.#frame;
    const isInFrame = frame !== null && opcodeEnd < frame.end;
    if (frame) reader.position = frame.next;
    if (following === "pickle") {
      if (isInFrame) throw new Spent("A pickle within the pickle starts within a frame.");
      this.#inner = new PickleMachine(reader, this.#found, "objects");
    } else {
      reader.skip(following.isPadded ? reader.u8() : 0);
      reader.skip(following.bytes);
    }
    if (isInFrame) {
      frame.next = reader.position;
      reader.position = opcodeEnd;
    } else {
      this.#frame = null;
      this.#framesEnd = 0;
    }
    this.arrays += 1;
  }

  #stepInner(inner: PickleMachine): boolean {
    if (inner.step()) return true;
    this.#inner = null;
    this.persistentIds += inner.persistentIds;
    this.#stack.push(unknown);
    return true;
  }

  #enterFrame(): void {
    const { position, left } = this.#reader;
    const length = this.#reader.u64();
    const end = position + 8 + Math.min(length, left - 8);
    if (this.#framesEnd > position + 8) this.#refuse("A frame of the pickle starts before the last one has ended.");
    if (length > left - 8 && this.#loader === "pickle") this.#refuse("A frame of the pickle is longer than the file: it is cut short.");
    this.#framesEnd = Math.max(this.#framesEnd, end);
    if (this.#loader !== "pickle") this.#frame = { end, next: end };
  }

  #leaveFrame(): void {
    if (this.#frame?.end !== this.#reader.position) return;
    this.#reader.position = this.#frame.next;
    this.#frame = null;
  }

  /** Python's unpicklers differ on what such a frame means: the one in Python refuses it, the one in C reads on. */
  #refuse(problem: string): void {
    if (this.#loader !== "pickle") throw new Damaged(problem);
    this.problem ??= problem;
  }

  #setItems(target: Value, items: readonly Value[]): void {
    for (let index = 0; index + 1 < items.length; index += 2) {
      const [key = other, value = other] = [items[index], items[index + 1]];
      if (target instanceof Dict) target.set(key, value);
      this.#found.addItem(key, value);
    }
  }

  #popToMark(): Value[] {
    const items = this.#stack.popToMark();
    this.#reader.budget.step(items.length);
    return items;
  }

  #remember(index: number): boolean {
    this.#reader.budget.step(3);
    this.#memo.set(index, this.#stack.top());
    return true;
  }

  #pushRemembered(index: number): boolean {
    const value = this.#memo.get(index);
    if (value === undefined) throw new Damaged(`The pickle refers to its value ${index}, which it has not made.`);
    return this.#push(value);
  }

  #push(value: Value): boolean {
    this.#stack.push(value);
    return true;
  }

  /** Pushes what takes memory of its own. */
  #pushNew(value: Value): boolean {
    this.#reader.budget.step(8);
    return this.#push(value);
  }
}
