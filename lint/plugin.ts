/** The linter's plugin: finds the imports and expressions that boundaries.ts judges. */
import * as path from "node:path";
import { type Ambient, type Import, impurity, misplacement, violation } from "./boundaries.ts";

// The linter's tree, as far as it is looked at here.
type Node = { type: string; [field: string]: unknown };
type Context = { filename: string; report(problem: { node: Node; message: string }): void };

const top = path.dirname(import.meta.dirname);
const fromTop = (file: string) => path.relative(top, file).split(path.sep).join("/");

/** The project path or package that an import names. */
function target(file: string, specifier: string): string {
  if (specifier.startsWith(".")) return fromTop(path.resolve(path.dirname(file), specifier));
  return specifier.replace(/^#/, "");
}

const isType = (kind: unknown) => kind === "type";

function describe(node: Node): Import {
  const specifiers = (node.specifiers ?? []) as { type: string; importKind?: string; exportKind?: string; imported?: Node; local?: Node }[];
  const typeOnly =
    isType(node.importKind) ||
    isType(node.exportKind) ||
    (specifiers.length > 0 && specifiers.every((one) => isType(one.importKind) || isType(one.exportKind)));
  const named = specifiers.length > 0 && specifiers.every((one) => one.imported);
  return { typeOnly, names: named ? specifiers.map((one) => String(one.imported!.name ?? one.imported!.value)) : undefined };
}

const boundaries = {
  create(context: Context) {
    const file = fromTop(context.filename);
    const tell = (node: Node, message: string | null) => message && context.report({ node, message });
    const judge = (node: Node, what: Import) => {
      const source = (node.source ?? node.argument) as Node | null;
      const specifier = typeof source?.value === "string" ? source.value : undefined;
      if (specifier) tell(node, violation(file, target(context.filename, specifier), what));
    };
    const find = (node: Node, expression: Ambient) => tell(node, impurity(file, expression));
    return {
      Program: (node: Node) => tell(node, misplacement(file)),
      ImportDeclaration: (node: Node) => judge(node, describe(node)),
      ExportNamedDeclaration: (node: Node) => judge(node, describe(node)),
      ExportAllDeclaration: (node: Node) => judge(node, describe(node)),
      ImportExpression: (node: Node) => judge(node, {}),
      TSImportType: (node: Node) => judge(node, { typeOnly: true }),
      MemberExpression(node: Node) {
        const object = (node.object as Node).name;
        const member = (node.property as Node).name ?? (node.property as Node).value;
        if (object === "process") find(node, member === "env" ? "process.env" : "process");
        else if (object === "Date" && member === "now") find(node, "Date.now()");
        else if (object === "Math" && member === "random") find(node, "Math.random()");
        else if (object === "performance") find(node, "performance.now()");
        else if (object === "crypto") find(node, "crypto");
      },
      NewExpression(node: Node) {
        if ((node.callee as Node).name === "Date" && (node.arguments as Node[]).length === 0) find(node, "new Date()");
      },
      CallExpression(node: Node) {
        if ((node.callee as Node).name === "fetch") find(node, "fetch()");
      },
    };
  },
};

export default { meta: { name: "countersign" }, rules: { boundaries } };
