import { diffWords } from "./words-diff.ts";

/** What one document demands and another does not, sentence by sentence. */
export function WordsChanged({ before, after, label }: { before: readonly string[]; after: readonly string[]; label: string }) {
  const { added, removed } = diffWords(before, after);
  if (added.length === 0 && removed.length === 0) return <p className="text-ink-soft">The rules are the same.</p>;
  return (
    <ul aria-label={label} className="grid gap-1">
      {removed.map((sentence) => <Line key={sentence} sign="−" spoken="Removed: " ink="text-refuse bg-refuse-wash" sentence={sentence} struck />)}
      {added.map((sentence) => <Line key={sentence} sign="+" spoken="Added: " ink="text-allow bg-allow-wash" sentence={sentence} />)}
    </ul>
  );
}

function Line({ sign, spoken, ink, sentence, struck = false }: { sign: string; spoken: string; ink: string; sentence: string; struck?: boolean }) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2">
      <span aria-hidden className={`rounded-sm text-center font-mono ${ink}`}>{sign}</span>
      <span className={`break-words ${struck ? "text-ink-soft line-through decoration-line-strong" : ""}`}><span className="sr-only">{spoken}</span>{sentence}</span>
    </li>
  );
}
