import { expect, test } from "vitest";
import { encodePath, pathFault } from "./paths.ts";

test.each(["model.onnx", "weights/layer 1.bin", ".gitattributes", "a/.b/c", "größe.txt", "模型.bin", "a..b", "...", "con.txt", "50%.csv"])(
  "%j is a path of a version",
  (path) => expect(pathFault(path, "linux")).toBeNull(),
);

test.each([
  ["", "empty"],
  ["a\0b", "NUL"],
  ["a\nb", "control"],
  ["\ud800", "Unicode"],
  ["a\\b", "backslash"],
  ["/etc/passwd", "relative"],
  ["C:/x", "relative"],
  ["c:x", "relative"],
  ["../x", "segment .."],
  ["a/../x", "segment .."],
  ["a/..", "segment .."],
  ["./x", "segment ."],
  ["a//b", "empty segment"],
  ["a/", "empty segment"],
  ["e\u0301.txt", "NFC"],
  ["x".repeat(256), "255 bytes"],
  ["é".repeat(128), "255 bytes"],
  [`${"a/".repeat(512)}a`, "1,024 bytes"],
])("%j is refused and the reason is told: %s", (path, why) => expect(pathFault(path, "linux")).toContain(why));

test.each(["ab:c", "nul", "NUL.txt", "a/com1.bin", "trailing.", "space ", "what?"])("%j is refused where Windows would take it for something else", (path) => {
  expect(pathFault(path, "win32")).toContain("Windows");
  expect(pathFault(path, "linux")).toBeNull();
});

test("a path is encoded segment by segment", () => {
  expect(encodePath("a b/100%/ä#?.bin")).toBe("a%20b/100%25/%C3%A4%23%3F.bin");
});
