import { Avatar } from "#app/_ui/avatar.tsx";
import type { Access } from "#server/grants/schema.ts";

/** Who can give roles on a model, each a letter away. */
export function Askers({ model, askers }: Pick<Access, "model" | "askers">) {
  if (askers.length === 0) return <p className="text-ink-soft">Nobody at present: this registry has no administrator who could.</p>;
  return (
    <ul className="grid gap-2">
      {askers.map(({ id, name, email }) => (
        <li key={id} className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-2">
          <Avatar name={name} />
          <div className="min-w-0">
            <p>{name}</p>
            <a className="link text-small break-all" href={`mailto:${email}?subject=${encodeURIComponent(`Access to ${model}`)}`}>{email}</a>
          </div>
        </li>
      ))}
    </ul>
  );
}
