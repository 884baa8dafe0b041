import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";

export default function TeamNotFound() {
  return (
    <>
      <PageHeader title="No such team" />
      <EmptyState icon="people" title="There is no team at this address, or you are not in it" action={<LinkButton href="/teams">Your teams</LinkButton>}>
        A team is seen by its members. Ask one of its maintainers, or an administrator, to add you.
      </EmptyState>
    </>
  );
}
