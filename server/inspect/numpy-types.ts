/** What the letters say. Those that stand alone are left out: their sizes differ between machines. */
const kinds = new Map([
  ["b", "bool"], ["i", "int"], ["u", "uint"], ["f", "float"], ["c", "complex"], ["S", "bytes"], ["U", "str"], ["V", "void"],
  ["M", "datetime"], ["m", "timedelta"], ["O", "object"],
]);

/** An element's type: its name for people, its bytes, and whether it is a Python object, which is pickled. */
export interface ElementType {
  name: string;
  size: number;
  isObject: boolean;
}

/**
 * Reads NumPy's short form of a type: `<f4`, `|b1`, `U10`, `<M8[ns]`, `O`.
 * Source: https://numpy.org/doc/stable/reference/arrays.dtypes.html#arrays-dtypes-constructing
 * @returns null when it is of another form, as those with named fields are
 */
export function elementTypeOf(code: string): ElementType | null {
  const [, kind = "", digits = "", unit = ""] = /^[<>=|]?([biufcSUVMmO])(\d{0,9})(\[\w+\])?$/.exec(code) ?? [];
  const name = kinds.get(kind);
  if (name === undefined || (digits === "" && kind !== "O")) return null;
  const isObject = kind === "O";
  const size = isObject ? 8 : Number(digits) * (kind === "U" ? 4 : 1);
  if (isObject) return { name, size, isObject };
  return { name: kind === "b" ? name : `${name}${["S", "U", "V"].includes(kind) ? digits : size * 8}${unit}`, size, isObject };
}
