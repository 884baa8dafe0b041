import type { IconName } from "#app/_ui/icon.tsx";
import type { NotificationKind } from "#server/notifications/schema.ts";

/** The sign of each kind. */
export const kindIcons: Record<NotificationKind, IconName> = {
  review_requested: "reviews",
  mentioned: "person",
  commented: "comment",
  outcome: "history",
  expiring: "hourglass",
  recalled: "alert",
  deployment_failed: "deployments",
  webhook_broken: "webhook",
};
