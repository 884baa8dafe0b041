import "server-only";
import { Markdown } from "#app/_ui/markdown.tsx";
import { filePageHref } from "./versions/[number]/(version)/files/file-page-href.ts";
import { previewKind } from "./versions/[number]/(version)/files/[...path]/preview-kind.ts";

/** A card's Markdown, in which addresses lead to the files of its version. */
export function CardText({ model, number, markdown }: { model: string; number: number; markdown: string }) {
  const encoded = (path: string) => path.split("/").map(encodeURIComponent).join("/");
  return (
    <Markdown
      text={markdown}
      beside={{
        page: (path) => filePageHref(model, number, path),
        picture: (path) => (previewKind(path, null) === "picture" ? `/files/${model}/${number}/${encoded(path)}?view` : null),
      }}
    />
  );
}
