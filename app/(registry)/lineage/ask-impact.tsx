import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/field.tsx";

/** Asks what something touches; works without scripts. */
export function AskImpact() {
  return (
    <form action="/impact" className="grid max-w-2xl gap-3">
      <TextField label="Data, a commit or a version" name="of" required mono maxLength={2000} placeholder="dataset:transactions@2026-05" hint="dataset:NAME, dataset:NAME@VERSION, sha256:… of data, commit:0a1b2c3 or team/model@7" />
      <div><Button type="submit" variant="primary">See what it touches</Button></div>
    </form>
  );
}
