import { Icon } from "#app/_ui/icon.tsx";

/** Rules in words, a sentence each. */
export function WordList({ words, label }: { words: readonly string[]; label: string }) {
  return (
    <ul aria-label={label} className="grid gap-1.5">
      {words.map((sentence) => (
        <li key={sentence} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2"><Icon name="policy" size={14} className="mt-0.75 text-ink-faint" /><span className="break-words">{sentence}</span></li>
      ))}
    </ul>
  );
}
