/** What a tree shows of its nodes, as rows from top to bottom. Pure. */

/** A node with `nodes` can be opened; its key is its own in the whole tree, and one line. */
export interface TreeNode<Node> {
  key: string;
  nodes?: readonly Node[];
}

export interface TreeRow<Node> {
  key: string;
  /** Null where the row stands for all siblings that are not shown yet. */
  node: Node | null;
  /** How many those are. */
  left: number;
  /** 1 for the outermost. */
  level: number;
  /** Its place among its siblings, from 1 on, and how many those are. */
  position: number;
  size: number;
  /** The row it lies under; null for the outermost. */
  parent: string | null;
}

/**
 * The rows of the nodes whose parents are all open.
 * @param shown how many children of a node are shown (`null`: of the root); one row more stands for all others
 */
export function rowsOf<Node extends TreeNode<Node>>(nodes: readonly Node[], isOpen: (key: string) => boolean, shown: (parent: string | null) => number): TreeRow<Node>[] {
  const rows: TreeRow<Node>[] = [];
  const add = (siblings: readonly Node[], parent: string | null, level: number) => {
    const most = shown(parent);
    const size = siblings.length > most ? most + 1 : siblings.length;
    for (const [index, node] of siblings.slice(0, most).entries()) {
      rows.push({ key: node.key, node, left: 0, level, position: index + 1, size, parent });
      if (node.nodes && isOpen(node.key)) add(node.nodes, node.key, level + 1);
    }
    if (siblings.length > most) rows.push({ key: `${parent ?? ""}\n`, node: null, left: siblings.length - most, level, position: size, size, parent });
  };
  add(nodes, null, 1);
  return rows;
}
