import { elementTypeOf, type ElementType } from "./numpy-types.ts";
import { Dict, Made, none, Tuple, unknown, type Value } from "./pickle-values.ts";
import { Damaged } from "./source.ts";

/**
 * What joblib puts into a pickle instead of an array of NumPy. The array's bytes follow right after it: a byte that
 * counts the bytes of padding, when there is an alignment; the padding; and the elements. Objects follow as a pickle
 * of their own.
 * Source: NumpyArrayWrapper in https://github.com/joblib/joblib/blob/main/joblib/numpy_pickle.py
 */
const wrapper = "joblib.numpy_pickle.NumpyArrayWrapper";

/** Functions that give what they are given: whether that is an array's stand-in can't be told. */
const passOn = new Set(["scalar", "newObj", "_mareconstruct", "_reconstructor", "_rebuild_parameter_with_state"]);

/** Whether a value stands for an array whose bytes follow; null when that can't be told. */
export function isArrayWrapper(value: Value): boolean | null {
  if (value === unknown) return null;
  if (!(value instanceof Made)) return false;
  if (value.by.path === wrapper) return true;
  return value.by.verdict === "safe" && passOn.has(value.by.name) ? null : false;
}

/** What follows an array's stand-in. */
export type Following = "pickle" | { isPadded: boolean; bytes: number };

/**
 * @param state what the stand-in was given, by name
 * @returns null when it can't be told from the bytes
 * @throws Damaged when joblib would refuse it
 */
export function followingOf(state: Dict | null): Following | null {
  const shape = state?.get("shape");
  const dtype = state?.get("dtype");
  const alignment = state?.get("numpy_array_alignment_bytes");
  if (!(shape instanceof Tuple) || !(dtype instanceof Made)) return null;
  const element = elementOf(dtype, 0);
  if (!element) return null;
  if (element.isObject) return "pickle";
  let count = 1;
  for (const size of shape.items) {
    if (typeof size !== "number") return null;
    if (size < 0) throw new Damaged(`An array in the pickle has the size ${size}.`);
    count *= size;
  }
  const bytes = count * element.size;
  if (!Number.isSafeInteger(bytes)) throw new Damaged("An array in the pickle has more elements than any file can hold.");
  // None says that there is no padding, and so does the attribute's absence, in files of before joblib 1.2.
  const isPadded = typeof alignment === "number";
  if (!isPadded && alignment !== undefined && alignment !== none) return null;
  return { isPadded, bytes };
}

/** Types with fields, of types with fields. */
const deepest = 4;
/** The flag of a type that holds objects: NPY_ITEM_REFCOUNT. */
const holdsObjects = 1;

/** The element type of a `numpy.dtype(code, …)`, which may have been given a state that says its fields and its size. */
function elementOf(dtype: Made, depth: number): ElementType | null {
  const [code] = dtype.args instanceof Tuple ? dtype.args.items : [];
  if (dtype.by.path !== "numpy.dtype" || typeof code !== "string") return null;
  const element = elementTypeOf(code);
  if (!element || element.isObject || dtype.lastState === null) return element;
  if (!(dtype.lastState instanceof Tuple)) return null;
  // (3, byte order, subdtype, names, fields, size, alignment, flags)
  const [, , subdtype, names, fields, size, , flags] = dtype.lastState.items;
  if (subdtype !== none || typeof flags !== "number" || (flags & holdsObjects) !== 0) return null;
  if (fields !== none && !hasPlainFields(names, fields, depth)) return null;
  const hasOwnSize = /^[<>=|]?[SUV]/.test(code);
  if (!hasOwnSize) return fields === none ? element : null;
  return typeof size === "number" && size >= 0 ? { ...element, size } : null;
}

/** Whether all fields are of types that are not objects. */
function hasPlainFields(names: Value | undefined, fields: Value | undefined, depth: number): boolean {
  if (!(names instanceof Tuple) || !(fields instanceof Dict) || depth === deepest) return false;
  return names.items.every((name) => {
    const field = typeof name === "string" ? fields.get(name) : undefined;
    const [type] = field instanceof Tuple ? field.items : [];
    const element = type instanceof Made ? elementOf(type, depth + 1) : null;
    return element !== null && !element.isObject;
  });
}
