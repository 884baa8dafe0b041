import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";

export default function PromotionNotFound() {
  return (
    <>
      <PageHeader title="No such promotion" />
      <EmptyState icon="reviews" title="There is no promotion at this address, or you may not see it" action={<LinkButton href="/reviews">Reviews</LinkButton>}>
        A promotion is seen by whoever sees its model. If somebody sent you the link, ask them: who keeps the model can give you a role on it. If you had one, it may have ended.
      </EmptyState>
    </>
  );
}
