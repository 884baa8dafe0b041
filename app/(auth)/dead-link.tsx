import { LinkButton } from "#app/_ui/button.tsx";

/** Instead of the form of a link that does nothing any more. */
export function DeadLink({ title, children }: { title: string; children: string }) {
  return (
    <div className="grid gap-4">
      <div>
        <h1 className="text-title font-semibold">{title}</h1>
        <p className="mt-1 text-ink-soft">{children}</p>
      </div>
      <div><LinkButton href="/sign-in">Sign in</LinkButton></div>
    </div>
  );
}
