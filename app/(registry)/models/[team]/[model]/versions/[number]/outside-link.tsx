import type { ReactNode } from "react";
import { Icon } from "#app/_ui/icon.tsx";

/** A link out of the registry, where the address is one that a browser may follow; else the words and the address. */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  if (!/^https?:\/\//i.test(href)) return <span title={href}>{children}</span>;
  return (
    <a href={href} rel="noopener nofollow" className="link break-words">
      {children}
      <Icon name="external" size={12} className="ms-1 inline align-[-0.1em] text-ink-soft" />
    </a>
  );
}
