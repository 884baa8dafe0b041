/** A model's reference, `team/name`: the name is what tells it apart. */
export function ModelName({ team, name }: { team: string; name: string }) {
  return (
    <span className="font-mono text-[0.8125rem] @3xl:whitespace-nowrap">
      <span className="font-normal text-ink-soft">{team}/</span>
      {name}
    </span>
  );
}
