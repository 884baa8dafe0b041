import { LinkButton } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { PageHeader } from "#app/_ui/page.tsx";

export default function PromotionNotFound() {
  return (
    <>
      <PageHeader title="No such promotion" />
      <EmptyState icon="reviews" title="There is no promotion at this address, or you may not see it" action={<LinkButton href="/reviews">Reviews</LinkButton>}>
        Promotions are seen by the members of the team that owns the model. Ask a maintainer of that team to add you.
      </EmptyState>
    </>
  );
}
