import { initials } from "./format.ts";

/** Initials: a person's in a round, a machine's in a square. Decorative, since the name stands beside it; else give `labelled`. */
export function Avatar({ name, kind = "person", size = 20, labelled = false }: { name: string; kind?: "person" | "machine"; size?: number; labelled?: boolean }) {
  return (
    <span
      {...(labelled ? { role: "img", "aria-label": name, title: name } : { "aria-hidden": true })}
      data-initials={initials(name)}
      className={`inline-flex shrink-0 items-center justify-center border border-line-strong bg-sunken font-medium text-ink-soft before:content-[attr(data-initials)] ${kind === "person" ? "rounded-full" : "rounded-sm font-mono"}`}
      style={{ width: size, height: size, fontSize: Math.max(9, size * 0.42), lineHeight: 1 }}
    />
  );
}
