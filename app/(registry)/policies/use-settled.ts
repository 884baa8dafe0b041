import { useEffect, useState } from "react";

/** The value once it has not changed for a while, in milliseconds: what is typed is not asked about letter by letter. */
export function useSettled<Value>(value: Value, patience: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), patience);
    return () => clearTimeout(timer);
  }, [value, patience]);
  return settled;
}
