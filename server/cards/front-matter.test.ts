import { describe, expect, it } from "vitest";
import { factsOfFront, readFrontMatter } from "./front-matter.ts";

const card = (yaml: string, text = "# A model\n") => `---\n${yaml}\n---\n${text}`;

describe("front matter", () => {
  it("is read, and taken from the text", () => {
    const body = card("license: apache-2.0\npipeline_tag: tabular-classification\nlanguage: [en, de]\ntags:\n- fraud\ndatasets: transactions\nmine: {a: 1}\nempty:");
    const { front, text, linesBefore, faults } = readFrontMatter(body);
    expect(front).toEqual({ license: "apache-2.0", pipeline_tag: "tabular-classification", language: ["en", "de"], tags: ["fraud"], datasets: "transactions", mine: { a: 1 } });
    expect([text, linesBefore, faults]).toEqual(["# A model\n", 10, []]);
    expect(factsOfFront(front)).toEqual({ license: "apache-2.0", task: "tabular-classification", languages: ["en", "de"], tags: ["fraud"], datasets: ["transactions"] });
  });

  it("may have Windows's line ends and a byte order mark", () => {
    expect(readFrontMatter("\uFEFF---\r\nlicense: mit\r\n---\r\n# A\r\n")).toMatchObject({ front: { license: "mit" }, text: "# A\r\n", linesBefore: 3 });
  });

  it("names another licence by its name", () => {
    expect(factsOfFront({ license: "other", license_name: "llama3" }).license).toBe("llama3");
  });

  it.each(["# A model\n", "---\nnever closed", "text\n---\nlicense: mit\n---\n", "", "---\n---\n# A"])("is none in %j", (body) => {
    expect(readFrontMatter(body)).toMatchObject({ front: {}, faults: [] });
  });

  it("that is no YAML is a fault in its line", () => {
    expect(readFrontMatter(card("license: mit\ntags: [a"))).toMatchObject({ front: {}, faults: [{ line: 3 }] });
    expect(readFrontMatter(card("license: mit\nlicense: bsd"))).toMatchObject({ faults: [{ line: 3, message: expect.stringContaining("unique") }] });
    expect(readFrontMatter(card("- a\n- b"))).toMatchObject({ faults: [{ line: 2, message: "The front matter must hold keys with values, such as license: apache-2.0." }] });
    expect(readFrontMatter(card("a: 1\nlicense: {name: mit}"))).toMatchObject({ faults: [{ line: 3, message: "license must be a licence's SPDX identifier or its name, such as apache-2.0." }] });
  });

  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi".split("").map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[at]}`).join()}]`).join("\n")}`;
  it.each([
    ["a bomb of aliases", bomb],
    ["an alias", "a: &x 1\nb: *x"],
    ["a tag of one's own", "a: !!js/function 'function () {}'"],
    ["an unknown tag", "a: !evil x"],
    ["brackets without end", "[".repeat(10_000)],
    ["maps without end", "{a: ".repeat(4000)],
    ["deep nesting", `a: ${"[".repeat(200)}${"]".repeat(200)}`],
    ["too much", `a: ${"x".repeat(20_000)}`],
    ["too many values", `a: [${"1,".repeat(3000)}]`],
    ["NUL", 'a: "\\0"'],
    ["half a character", 'a: "\\uD800"'],
  ])("that is %s is a fault and nothing else", (_, yaml) => {
    const begun = performance.now();
    const { front, faults } = readFrontMatter(card(yaml));
    expect([Object.keys(front), faults.length]).toEqual([[], 1]);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it("reaches no prototype", () => {
    const { front } = readFrontMatter(card("__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}"));
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(Object.getPrototypeOf(front)).toBe(Object.prototype);
    expect(factsOfFront(front).license).toBeNull();
  });

  it("has infinite numbers as nothing", () => {
    expect(readFrontMatter(card("a: .inf\nb: .nan\nc: 0x10")).front).toEqual({ c: 16 });
  });
});
