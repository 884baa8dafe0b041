import { LinkButton } from "#app/_ui/button.tsx";
import { Icon } from "#app/_ui/icon.tsx";

export default function NotFound() {
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-3 py-12">
      <Icon name="search" size={24} className="text-ink-faint" />
      <h1 className="text-title tracking-tight">Nothing is here</h1>
      <p className="text-ink-soft">What this address names does not exist, or you may not see it: the registry does not tell which. Look at the spelling, or ask whoever sent you the link: they may know who can show it to you.</p>
      <div className="mt-1 flex flex-wrap gap-2"><LinkButton href="/models">Back to the catalogue</LinkButton></div>
    </div>
  );
}
