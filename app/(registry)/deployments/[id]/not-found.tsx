import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";

export default function DeploymentNotFound() {
  return (
    <>
      <PageHeader title="No such deployment" />
      <EmptyState icon="deployments" title="There is no deployment at this address, or you may not see it" action={<LinkButton href="/deployments">Deployments</LinkButton>}>
        A deployment is seen by whoever sees its model. If somebody sent you the link, ask them: who keeps the model can give you a role on it.
      </EmptyState>
    </>
  );
}
