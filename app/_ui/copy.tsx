"use client";
import { useEffect, useState } from "react";
import { Icon } from "./icon.tsx";

type Outcome = "idle" | "copied" | "failed";

/**
 * Copies a text, shows that it did, and says so. Where the clipboard is closed to us it says that too. `tabIndex` where what
 * holds it keeps its own order of the keys.
 */
export function CopyButton({ text, label = "Copy", worded = false, tabIndex }: { text: string; label?: string; worded?: boolean; tabIndex?: number | undefined }) {
  const [outcome, setOutcome] = useState<Outcome>("idle");

  useEffect(() => {
    if (outcome === "idle") return undefined;
    const timer = setTimeout(() => setOutcome("idle"), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("failed");
    }
  }

  return (
    <>
      <button
        type="button" onClick={copy} aria-label={label} title={label} tabIndex={tabIndex} data-above
        className="inline-flex h-6 min-w-6 shrink-0 items-center justify-center gap-1 rounded-sm px-1 text-small text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:h-8 pointer-coarse:min-w-8"
      >
        <Icon
          name={outcome === "copied" ? "check" : outcome === "failed" ? "close" : "copy"} size={13}
          className={outcome === "copied" ? "text-allow" : outcome === "failed" ? "text-refuse" : undefined}
        />
        {worded && <span>{outcome === "copied" ? "Copied" : outcome === "failed" ? "Not copied" : label}</span>}
      </button>
      <span role="status" className="sr-only">{outcome === "copied" ? "Copied" : outcome === "failed" ? "Could not copy: select the text instead" : ""}</span>
    </>
  );
}

/** A short piece of code in a line, with its copy button: a reference, a command. */
export function Copy({ text, label }: { text: string; label?: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1 rounded-sm border border-line bg-sunken ps-1.5">
      <code className="min-w-0 py-0.5 break-all">{text}</code>
      <CopyButton text={text} label={label ?? `Copy ${text}`} />
    </span>
  );
}
