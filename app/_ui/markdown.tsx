import "server-only";
import type { ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";

const outside = (address: string | undefined) => address !== undefined && /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address);

function Anchor({ href, children }: { href?: string; children?: ReactNode }) {
  return <a href={href} {...(outside(href) ? { rel: "noopener nofollow" } : {})}>{children}</a>;
}

/** Nothing is fetched because somebody wrote it in a card: an image is offered as a link to it. */
function Picture({ src, alt }: { src?: unknown; alt?: string }) {
  const words = `Image: ${alt || "without a description"}`;
  return typeof src === "string" && src !== "" ? <Anchor href={src}>{words}</Anchor> : <span>{words}</span>;
}

/** The page has its own first heading, so that those of the text begin one level below it. */
const parts: Components = {
  a: ({ href, children }) => <Anchor href={href}>{children}</Anchor>,
  img: ({ src, alt }) => <Picture src={src} alt={alt} />,
  h1: ({ children, id }) => <h2 id={id}>{children}</h2>,
  h2: ({ children, id }) => <h3 id={id}>{children}</h3>,
  h3: ({ children, id }) => <h4 id={id}>{children}</h4>,
  h4: ({ children, id }) => <h5 id={id}>{children}</h5>,
  h5: ({ children, id }) => <h6 id={id}>{children}</h6>,
  pre: ({ children }) => <pre tabIndex={0} role="group" aria-label="Code">{children}</pre>,
  table: ({ children }) => <div tabIndex={0} role="group" aria-label="Table" className="overflow-x-auto"><table>{children}</table></div>,
  input: ({ checked }) => <input type="checkbox" checked={checked ?? false} disabled aria-label={checked ? "Done" : "Not done"} />,
};

/** Text that somebody wrote, rendered on the server and sanitized. Front matter is left out. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm, [remarkFrontmatter, ["yaml", "toml"]]]} rehypePlugins={[rehypeSanitize]} components={parts}>{text}</ReactMarkdown>
    </div>
  );
}
