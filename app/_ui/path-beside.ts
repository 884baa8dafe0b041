/**
 * The path that a relative address leads to from a text at the root of a folder: `./docs/a.md#top` → `docs/a.md`.
 * @returns null for an address of another kind, or one that leads out of the folder
 */
export function pathBeside(address: string): string | null {
  if (/^(?:[a-z][a-z\d+.-]*:|[/\\#?])/i.test(address) || address === "") return null;
  let path: string;
  try {
    path = decodeURIComponent(address.replace(/[?#].*$/s, ""));
  } catch {
    return null;
  }
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.length > 0 ? parts.join("/") : null;
}
