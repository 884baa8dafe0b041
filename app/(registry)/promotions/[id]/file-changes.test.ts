import { expect, test } from "vitest";
import { compareFiles } from "./file-changes.ts";

const file = (path: string, sha256: string) => ({ path, sha256, size: 1 });

test("files are told apart by their SHA-256, and what differs comes first", () => {
  const changes = compareFiles(
    [file("a", "1"), file("b", "2"), file("new", "3"), file("z", "9")],
    [file("a", "1"), file("b", "1"), file("old", "3"), file("z", "8")],
  );
  expect(changes.map(({ path, kind }) => [path, kind])).toEqual([
    ["b", "changed"],
    ["z", "changed"],
    ["new", "added"],
    ["old", "removed"],
    ["a", "same"],
  ]);
});
