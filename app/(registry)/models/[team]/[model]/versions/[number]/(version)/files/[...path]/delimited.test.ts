import { describe, expect, it } from "vitest";
import { readDelimited } from "./delimited.ts";

const whole = (text: string, most = 200) => readDelimited(text, false, most);

describe("separated values", () => {
  it("have quotes, empty fields and lines within fields", () => {
    expect(whole('name,note\r\n"a, ""b""","two\nlines"\r\n,x\r\n')).toEqual({ head: ["name", "note"], rows: [['a, "b"', "two\nlines"], ["", "x"]], more: false });
  });

  it("are told from those that tabs or semicolons separate", () => {
    expect(whole("a\tb\n1,5\t2").rows).toEqual([["1,5", "2"]]);
    expect(whole("a;b\n1,5;2").rows).toEqual([["1,5", "2"]]);
    expect(whole('"x;y;z",b\n1,2').head).toEqual(["x;y;z", "b"]);
  });

  it("are filled up where a row is short, and keep what is beyond the head", () => {
    expect(whole("a,b\n1\n1,2,3\n1,")).toEqual({ head: ["a", "b", ""], rows: [["1", "", ""], ["1", "2", "3"], ["1", "", ""]], more: false });
  });

  it("stop at the limit, and leave out a row that the end has cut", () => {
    expect(whole("a\n1\n2\n3", 2)).toMatchObject({ rows: [["1"], ["2"]], more: true });
    expect(readDelimited("a,b\n1,2\n3,4", true, 200)).toEqual({ head: ["a", "b"], rows: [["1", "2"]], more: true });
    expect(readDelimited('a,b\n1,"2', true, 200).rows).toEqual([]);
  });

  it("are nothing where there is nothing", () => {
    expect(whole("")).toEqual({ head: [], rows: [], more: false });
    expect(whole("\n\n")).toEqual({ head: [], rows: [], more: false });
  });
});
