import { Fragment } from "react";
import { Link } from "./link.tsx";

/** Where this page lies: `risk / fraud-detector / v7`. The last is here, and is not a link unless it has an address. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly { label: string; href?: string }[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-x-1.5 font-mono text-[0.8125rem] text-ink-soft">
        {crumbs.map((crumb, index) => (
          <Fragment key={`${index}-${crumb.label}`}>
            {index > 0 && <li aria-hidden className="text-ink-faint">/</li>}
            <li>
              {crumb.href
                ? <Link href={crumb.href} className="-my-1 inline-block py-1 hover:text-ink hover:underline hover:underline-offset-3">{crumb.label}</Link>
                : <span aria-current="page">{crumb.label}</span>}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
