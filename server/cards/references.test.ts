import { expect, describe, it } from "vitest";
import ReactMarkdown from "react-markdown";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import type { VersionDetail } from "../versions/schema.ts";
import { referenceNames } from "./answers.ts";
import { escapeMarkdown } from "./escape.ts";
import { factsOfFront } from "./front-matter.ts";
import { fillIn, referenceFaults } from "./references.ts";
import { offeredReferences, showCard } from "./show.ts";
import { cardTemplate } from "./template.ts";

const version: VersionDetail = {
  id: "id", reference: "risk/fraud@7", model: "risk/fraud", number: 7, digest: `sha256:${"0".repeat(64)}`, description: "Finds *fraud*.", framework: "onnx", task: "classification",
  metrics: { auc: 0.93127, "log loss": 0.2 }, tags: ["nlp"], files: 2, bytes: 100, author: { id: "a", name: "Ada" }, createdAt: "2026-05-03T10:00:00.000Z",
  stages: ["production"], aliases: [], archived: false, recalled: false, openPromotions: [], archival: null, card: null,
  metadata: {
    description: "Finds fraud.", framework: "onnx", task: "classification", metrics: { auc: 0.93127, "log loss": 0.2 }, parameters: { depth: 6, optimizer: { lr: 0.01 }, "a.b": "dotted", evil: "<img src=x onerror=alert(1)>" },
    datasets: [{ name: "transactions", version: "2026", role: "training", rows: 120000 }, { name: "held", role: "test" }], environment: { python: "3.12" }, tags: [], attributes: { region: "eu" },
    evaluations: [{ metric: "auc", value: 0.9, dataset: "held out", slice: "age>65" }, { metric: "auc", dataset: "held", series: [[1, 0.5], [2, 0.75]] }],
    code: { repository: "https://example.com/fraud", commit: "abcdef0123456789", dirty: true }, parents: [{ relation: "fine-tuned-from", reference: "risk/base@3" }],
  },
};
const subject = { version, front: factsOfFront({ license: "mit", language: ["en"] }) };
const fill = (text: string) => fillIn(text, subject);
const htmlOf = (text: string) => renderToStaticMarkup(createElement(ReactMarkdown, { remarkPlugins: [remarkGfm], rehypePlugins: [rehypeSanitize] }, text));

describe("references", () => {
  it.each([
    ["{{metric auc}}", "0.9313"],
    ["{{ metric auc digits=2 }}", "0.93"],
    ['{{metric "log loss"}}', "0.2"],
    ['{{metric auc dataset="held out" slice=age>65}}', "0.9"],
    ["{{metric auc dataset=held}}", "0.75"],
    ["{{param depth}}", "6"],
    ["{{param optimizer.lr}}", "0.01"],
    ["{{param a.b}}", "dotted"],
    ["{{attr region}}", "eu"],
    ["{{env python}}", "3.12"],
    ["{{dataset training}}", "transactions 2026 (120,000 rows)"],
    ["{{dataset held}}", "held"],
    ["{{version}}", "v7"],
    ["{{reference}}", "risk/fraud@7"],
    ["{{stages}}", "production"],
    ["{{aliases}}", "none"],
    ["{{parents}}", "fine tuned from risk/base@3"],
    ["{{code}}", "https://example.com/fraud at abcdef012345, with changes that no commit holds"],
    ["{{run}}", "not declared"],
    ["{{license}} {{languages}}", "mit en"],
    ["{{registered}}", "2026-05-03"],
    ["{{digest}}", `sha256:${"0".repeat(64)}`],
    ["{{description}}", "Finds *fraud*."],
    ["{{metrics}} are", "auc 0.9313, log loss 0.2 are"],
    ["{{lineage}} it is", "Made from: fine tuned from risk/base@3; Data: transactions 2026 (120,000 rows) for training, held for test; Code: https://example.com/fraud at abcdef012345, with changes that no commit holds it is"],
  ])("%s reads as %s", (written, read) => {
    const { markdown, faults } = fill(`It is ${written}`);
    expect(faults).toEqual([]);
    const html = htmlOf(markdown);
    expect(html.replaceAll(/<[^>]*>/g, "").replaceAll("&gt;", ">")).toBe(`It is ${read}`);
    expect(html).not.toContain("<a");
  });

  it("become a table or a list on a line of their own", () => {
    expect(htmlOf(fill("Before\n{{metrics}}\nafter").markdown)).toMatch(/<p>Before<\/p>\s*<table>.*<td>auc<\/td><td>0.9313<\/td>.*<td>auc dataset=&quot;held out&quot; slice=age&gt;65<\/td>.*<\/table>\s*<p>after<\/p>/s);
    expect(htmlOf(fill("- one\n  {{lineage}}\n- two").markdown)).toMatch(/<li>.*<ul>.*Made from.*<\/ul>\s*<\/li>\s*<li>/s);
    expect(htmlOf(fill("`x` {{metrics}}").markdown)).not.toContain("<table>");
  });

  it.each(["`{{metric auc}}`", "``a ` {{version}}``", "```\n{{version}}\n```", "~~~sh\n{{version}}\n~~~", "    {{version}}", "- a\n\n  ```\n  {{version}}\n  ```", "> ```\n> {{version}}\n> ```", "\\{{version}}", "```\nnever closed {{version}}"])("are left alone in %j", (text) => {
    expect(fill(text)).toEqual({ markdown: text, faults: [] });
  });

  it.each(["`` {{version}} `", "a\n    {{version}}", "\\`{{version}}`", "`a\n\n{{version}}`", "- a\n\n      {{version}}"])("are filled in in %j, which is no code", (text) => {
    expect(fill(text).markdown).toContain("v7");
  });

  it("that name nothing are marked, say what there is, and are faults in their line", () => {
    const { markdown, faults } = fillIn("a\n`x`\nIt is {{metric acu}}.\n\n{{nothing}} {{metric auc slice=x}} {{version 3}} {{param depth x=1}} {{dataset}}", subject, 10);
    expect(faults).toEqual([
      { line: 13, message: "{{metric acu}}: there is no metric “acu”; there are auc, log loss." },
      { line: 15, message: expect.stringMatching(/^\{\{nothing\}\}: “nothing” is no reference; there are model, version, /) },
      { line: 15, message: '{{metric auc slice=x}}: there is auc dataset="held out" slice=age>65, dataset=held.' },
      { line: 15, message: "{{version 3}}: version is written alone: {{version}}." },
      { line: 15, message: "{{param depth x=1}}: param takes no x=." },
      { line: 15, message: "{{dataset}}: it names no dataset; there are training, transactions, test, held." },
    ]);
    expect(htmlOf(markdown)).toContain("<strong>{{metric acu}}</strong>");
  });

  it.each(["constructor", "__proto__", "toString", "param __proto__", "param constructor", "attr hasOwnProperty", "metric __proto__"])("{{%s}} reaches nothing of the inside", (inside) => {
    expect(fill(`{{${inside}}}`).faults).toHaveLength(1);
  });

  it("are bounded, however many there are", () => {
    const begun = performance.now();
    for (const text of ["{{metrics}}\n".repeat(20_000), "{{x}}".repeat(50_000), "`".repeat(100_000), "` ``".repeat(60_000), '{{"'.repeat(80_000), "{{".repeat(120_000), "> ".repeat(100_000), "{{version}}`a`".repeat(15_000), "- ".repeat(100_000)]) {
      expect(fill(text).markdown.length).toBeLessThan(2_000_000);
    }
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe("a value", () => {
  const hostile = [
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "[a](javascript:alert(1))", "![a](https://evil.example/x)", "https://evil.example", "http://evil.example/a_b", "www.evil.example", "a@evil.example", "<https://evil.example>",
    "**bold**", "_it_", "~~gone~~", "`code`", "``", "# head", "1. one", "1) one", "- item", "+ item", "* item", "> quote", "---", "===", "| a | b |", "a\n\n# b", "&lt;b&gt; &amp;", "[^1]", "[^1]: note", "\\", "a\\", "$x$", "{{version}}", "    code", "- [ ] do", "ftp://x", "WWW.evil.example", "[ref]: https://evil.example", "a  \nb", ":---", "mailto:a@b.example", "xmpp:a@b.example", "~~~", "```", "2026) a", "0.93", "-0.5", "a^b", "'\"",
  ];
  it.each(hostile)("%j reads as it is, and is no markup", (value) => {
    const expected = value.replaceAll(/\s+/g, " ").trim();
    for (const [before, after] of [["", ""], ["It is ", "."], ["- ", ""], ["a\n", "\nb"], ["| a |\n| --- |\n| ", " |"]]) {
      const html = htmlOf(`${before}${escapeMarkdown(value)}${after}`);
      const text = html.replaceAll(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
      expect(text).toContain(expected);
      expect([...html.matchAll(/<([a-z]\w*)/g)].map(([, tag]) => tag).filter((tag) => !["p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"].includes(tag!))).toEqual([]);
      expect(html.includes("<ul>")).toBe(before!.startsWith("- "));
    }
  });
});

describe("what a card begins with", () => {
  it("has no fault, whatever was declared", () => {
    const bare = { ...version, metrics: {}, stages: [], metadata: { ...version.metadata, metrics: {}, parameters: {}, datasets: [], evaluations: undefined, parents: undefined, code: undefined } };
    for (const each of [version, bare]) expect(showCard(cardTemplate, each).faults).toEqual([]);
    expect(showCard(cardTemplate, version).facts).toEqual(factsOfFront({}));
  });

  it("offers only references that hold", () => {
    const offered = offeredReferences(version);
    expect(offered.length).toBeGreaterThan(30);
    expect(offered.filter(({ write }) => fill(write).faults.length > 0)).toEqual([]);
    expect(offered.find(({ write }) => write === "{{metric auc}}")).toEqual({ write: "{{metric auc}}", meaning: "The metric auc", value: "0.9313" });
    expect(offered.find(({ write }) => write === "{{param evil}}")!.value).toBe("<img src=x onerror=alert(1)>");
  });

  it("has a meaning for every name", () => {
    const written = offeredReferences(version).map(({ write }) => /^\{\{(\w+)/.exec(write)![1]);
    expect(referenceNames.filter((name) => !written.includes(name))).toEqual([]);
  });
});

describe("of a template, whatever the version", () => {
  it.each([
    ["# {{model}}\n\n{{metric auc}} {{param \"a b\"}}\n{{metrics}}", []],
    ["one\n{{metrik auc}}", [2]],
    ["{{}} \\{{not one}} `{{code}}`", [1]],
    [`{{${"x".repeat(301)}}}`, [1]],
  ])("%j has faults in the lines %j", (text, lines) => {
    expect(referenceFaults(text).map(({ line }) => line)).toEqual(lines);
  });
});
