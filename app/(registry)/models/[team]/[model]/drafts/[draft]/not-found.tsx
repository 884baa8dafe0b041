import { LinkButton } from "#app/_ui/button.tsx";
import { Icon } from "#app/_ui/icon.tsx";

export default function DraftNotFound() {
  return (
    <div className="mx-auto grid max-w-xl justify-items-start gap-3 py-12">
      <Icon name="search" size={24} className="text-ink-faint" />
      <h1 className="text-title tracking-tight">There is no such draft</h1>
      <p className="text-ink-soft">It has become a version by now, or its time was over after it was discarded; or it is somebody else’s: a draft is seen by its author alone.</p>
      <div className="mt-1"><LinkButton href="/models">Back to the catalogue</LinkButton></div>
    </div>
  );
}
