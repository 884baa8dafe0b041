import type { DiffLine } from "#server/cards/schema.ts";
import { foldSame } from "./fold-lines.ts";

/** Two texts laid side by side, line by line; what is the same and far from a change is folded. */
export function TextDiff({ label, lines }: { label: string; lines: readonly DiffLine[] }) {
  return (
    <div tabIndex={0} role="group" aria-label={label} className="overflow-x-auto rounded-sm border border-line bg-sunken py-2 font-mono text-[0.8125rem]">
      {foldSame(lines).map((piece, index) =>
        piece.kind === "lines" ? (
          <Lines key={index} lines={piece.lines} />
        ) : (
          <details key={index}>
            <summary className="px-3 py-0.5 font-sans text-small text-ink-soft hover:bg-hover">{piece.lines.length} {piece.lines.length === 1 ? "line" : "lines"} unchanged</summary>
            <Lines lines={piece.lines} />
          </details>
        ),
      )}
    </div>
  );
}

const looks: Record<DiffLine["kind"], { sign: string; word: string; wash: string }> = {
  same: { sign: " ", word: "", wash: "text-ink-soft" },
  added: { sign: "+", word: "added: ", wash: "bg-allow-wash" },
  removed: { sign: "\u2212", word: "removed: ", wash: "bg-refuse-wash text-ink-soft" },
};

function Lines({ lines }: { lines: readonly DiffLine[] }) {
  return lines.map(({ kind, text, words }, index) => {
    const { sign, word, wash } = looks[kind];
    return (
      <div key={index} className={`grid min-h-[1lh] grid-cols-[1.25rem_minmax(0,1fr)] px-3 ${wash}`}>
        <span aria-hidden>{sign}</span>
        <span className="whitespace-pre-wrap break-words">
          <span className="sr-only">{word}</span>
          {words ? words.map((piece, at) => (piece.changed ? <strong key={at} className="font-semibold text-ink underline decoration-1 underline-offset-2">{piece.text}</strong> : <span key={at}>{piece.text}</span>)) : text}
        </span>
      </div>
    );
  });
}
