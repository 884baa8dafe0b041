import type { TreeNode } from "#app/_ui/tree-rows.ts";
import type { InspectedFile } from "./inspected.ts";

/** A folder with all that lies in it, or a file. The key is its path. */
export interface FileNode extends TreeNode<FileNode> {
  name: string;
  /** Null for a folder. */
  file: InspectedFile | null;
  /** How many files lie in it, at any depth, and their bytes; a file is one. */
  files: number;
  bytes: number;
  /** How many of them run code when they are loaded. */
  runsCode: number;
}

/** The folders and files that the paths name: folders first, each in the order of the names. */
export function treeOf(files: readonly InspectedFile[]): FileNode[] {
  const top: Folder = { folders: new Map(), files: [] };
  for (const file of files) {
    const steps = file.path.split("/").slice(0, -1);
    let folder = top;
    for (const step of steps) {
      const next = folder.folders.get(step) ?? { folders: new Map(), files: [] };
      folder.folders.set(step, next);
      folder = next;
    }
    folder.files.push(file);
  }
  return nodesOf(top, "");
}

interface Folder {
  folders: Map<string, Folder>;
  files: InspectedFile[];
}

function nodesOf({ folders, files }: Folder, above: string): FileNode[] {
  return [
    ...[...folders].map(([name, folder]) => folderNode(name, `${above}${name}/`, folder)).toSorted(byName),
    ...files.map((file) => fileNode(file, file.path.slice(above.length))).toSorted(byName),
  ];
}

function folderNode(name: string, key: string, folder: Folder): FileNode {
  const nodes = nodesOf(folder, key);
  const sum = (of: (node: FileNode) => number) => nodes.reduce((total, node) => total + of(node), 0);
  return { key, name, nodes, file: null, files: sum((node) => node.files), bytes: sum((node) => node.bytes), runsCode: sum((node) => node.runsCode) };
}

/** A file as a node. @param name what it is called there */
function fileNode(file: InspectedFile, name: string): FileNode {
  return { key: file.path, name, file, files: 1, bytes: file.size, runsCode: file.inspection?.safety === "runs_code" ? 1 : 0 };
}

const order = new Intl.Collator("en", { numeric: true });
const byName = (one: FileNode, other: FileNode) => order.compare(one.name, other.name);

/** The files in whose path every word is found, in any case and order, by their whole paths. */
export function matchesOf(files: readonly InspectedFile[], words: string): FileNode[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return files.filter(({ path }) => wanted.every((word) => path.toLowerCase().includes(word))).map((file) => fileNode(file, file.path));
}
