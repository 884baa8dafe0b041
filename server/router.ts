import { accountsRouter } from "./accounts/router.ts";
import { auditRouter } from "./audit/router.ts";
import { cardsRouter } from "./cards/router.ts";
import { checksRouter } from "./checks/router.ts";
import { comparisonsRouter } from "./comparisons/router.ts";
import { deletionsRouter } from "./deletions/router.ts";
import { deploymentsRouter } from "./deployments/router.ts";
import { downloadsRouter } from "./downloads/router.ts";
import { draftsRouter } from "./drafts/router.ts";
import { grantsRouter } from "./grants/router.ts";
import { identityRouter } from "./identity/router.ts";
import { inspectRouter } from "./inspect/router.ts";
import { invitationsRouter } from "./invitations/router.ts";
import { lineageRouter } from "./lineage/router.ts";
import { metadataSchemasRouter } from "./metadata-schemas/router.ts";
import { modelsRouter } from "./models/router.ts";
import { notificationsRouter } from "./notifications/router.ts";
import { eventsRouter } from "./outbox/router.ts";
import { passwordsRouter } from "./passwords/router.ts";
import { pointersRouter } from "./pointers/router.ts";
import { policiesRouter } from "./policies/router.ts";
import { promotionsRouter } from "./promotions/router.ts";
import { reviewsRouter } from "./reviews/router.ts";
import { serviceAccountsRouter } from "./service-accounts/router.ts";
import { settingsRouter } from "./settings/router.ts";
import { singleSignOnRouter } from "./single-sign-on/router.ts";
import { runtimeRouter } from "./runtime/router.ts";
import { searchRouter } from "./search/router.ts";
import { secondFactorRouter } from "./second-factor/router.ts";
import { sessionsRouter } from "./sessions/router.ts";
import { stagesRouter } from "./stages/router.ts";
import { storageRouter } from "./storage/router.ts";
import { tagsRouter } from "./tags/router.ts";
import { teamsRouter } from "./teams/router.ts";
import { tokensRouter } from "./tokens/router.ts";
import { createCallerFactory, router } from "./trpc.ts";
import { uploadsRouter } from "./uploads/router.ts";
import { versionsRouter } from "./versions/router.ts";
import { watchingRouter } from "./watching/router.ts";
import { webhooksRouter } from "./webhooks/router.ts";

export const appRouter = router({
  accounts: accountsRouter,
  audit: auditRouter,
  cards: cardsRouter,
  checks: checksRouter,
  comparisons: comparisonsRouter,
  deletions: deletionsRouter,
  deployments: deploymentsRouter,
  downloads: downloadsRouter,
  drafts: draftsRouter,
  events: eventsRouter,
  grants: grantsRouter,
  identity: identityRouter,
  inspect: inspectRouter,
  invitations: invitationsRouter,
  lineage: lineageRouter,
  metadataSchemas: metadataSchemasRouter,
  models: modelsRouter,
  notifications: notificationsRouter,
  passwords: passwordsRouter,
  pointers: pointersRouter,
  policies: policiesRouter,
  promotions: promotionsRouter,
  reviews: reviewsRouter,
  serviceAccounts: serviceAccountsRouter,
  settings: settingsRouter,
  singleSignOn: singleSignOnRouter,
  runtime: runtimeRouter,
  search: searchRouter,
  secondFactor: secondFactorRouter,
  sessions: sessionsRouter,
  stages: stagesRouter,
  storage: storageRouter,
  tags: tagsRouter,
  teams: teamsRouter,
  tokens: tokensRouter,
  uploads: uploadsRouter,
  versions: versionsRouter,
  watching: watchingRouter,
  webhooks: webhooksRouter,
});

export const createCaller = createCallerFactory(appRouter);
