import "server-only";
import type { ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import { pathBeside } from "./path-beside.ts";

const outside = (address: string | undefined) => address !== undefined && /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address);

/** What an address means that leads to something beside the text: `docs/data.md`. */
export interface Beside {
  /** Where the file of a path has its page. */
  page: (path: string) => string;
  /** Where its bytes are, of a picture that may be shown; null for all else. */
  picture: (path: string) => string | null;
}

function Anchor({ href, children }: { href?: string; children?: ReactNode }) {
  return <a href={href} {...(outside(href) ? { rel: "noopener nofollow" } : {})}>{children}</a>;
}

/**
 * Nothing is fetched from elsewhere because somebody wrote it: a picture is offered as a link to it, unless it lies beside
 * the text.
 */
function Picture({ src, alt, beside }: { src?: unknown; alt?: string; beside: Beside | undefined }) {
  const words = `Image: ${alt || "without a description"}`;
  if (typeof src !== "string" || src === "") return <span>{words}</span>;
  const path = pathBeside(src);
  const shown = path === null ? null : beside?.picture(path);
  // oxlint-disable-next-line nextjs/no-img-element -- the very bytes are shown, and none that were made smaller
  return shown ? <img src={shown} alt={alt ?? ""} loading="lazy" decoding="async" className="max-w-full" /> : <Anchor href={path === null ? src : (beside?.page(path) ?? src)}>{words}</Anchor>;
}

/** The page has its own first heading, so that those of the text begin one level below it. */
const partsBeside = (beside: Beside | undefined): Components => ({
  a: ({ href, children }) => <Anchor href={beside ? hrefBeside(href, beside) : href}>{children}</Anchor>,
  img: ({ src, alt }) => <Picture src={src} alt={alt} beside={beside} />,
  h1: ({ children, id }) => <h2 id={id}>{children}</h2>,
  h2: ({ children, id }) => <h3 id={id}>{children}</h3>,
  h3: ({ children, id }) => <h4 id={id}>{children}</h4>,
  h4: ({ children, id }) => <h5 id={id}>{children}</h5>,
  h5: ({ children, id }) => <h6 id={id}>{children}</h6>,
  pre: ({ children }) => <pre tabIndex={0} role="group" aria-label="Code">{children}</pre>,
  table: ({ children }) => <div tabIndex={0} role="group" aria-label="Table" className="overflow-x-auto"><table>{children}</table></div>,
  input: ({ checked }) => <input type="checkbox" checked={checked ?? false} disabled aria-label={checked ? "Done" : "Not done"} />,
});

function hrefBeside(href: string | undefined, beside: Beside): string | undefined {
  const path = href === undefined ? null : pathBeside(href);
  return path === null ? href : beside.page(path) + (/#.*$/.exec(href!)?.[0] ?? "");
}

/**
 * Text that somebody wrote, rendered on the server and sanitized. Front matter is left out.
 * @param beside what lies beside the text; left out: addresses are taken as they are
 */
export function Markdown({ text, beside }: { text: string; beside?: Beside }) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm, [remarkFrontmatter, ["yaml", "toml"]]]} rehypePlugins={[rehypeSanitize]} components={partsBeside(beside)}>{text}</ReactMarkdown>
    </div>
  );
}
