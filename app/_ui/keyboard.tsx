/** Keys to press: `g c` one after the other, `⌘K` as written. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-0.5">
      {keys.split(" ").map((key, index) => (
        <kbd key={`${index}-${key}`} className="inline-flex h-[1.125rem] min-w-[1.125rem] items-center justify-center rounded-sm border border-line-strong bg-surface px-1 font-sans text-small text-ink-soft">{key}</kbd>
      ))}
    </span>
  );
}
