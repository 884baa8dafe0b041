import { auditRouter } from "./audit/router.ts";
import { checksRouter } from "./checks/router.ts";
import { deletionsRouter } from "./deletions/router.ts";
import { downloadsRouter } from "./downloads/router.ts";
import { draftsRouter } from "./drafts/router.ts";
import { grantsRouter } from "./grants/router.ts";
import { identityRouter } from "./identity/router.ts";
import { inspectRouter } from "./inspect/router.ts";
import { modelsRouter } from "./models/router.ts";
import { pointersRouter } from "./pointers/router.ts";
import { policiesRouter } from "./policies/router.ts";
import { promotionsRouter } from "./promotions/router.ts";
import { reviewsRouter } from "./reviews/router.ts";
import { serviceAccountsRouter } from "./service-accounts/router.ts";
import { stagesRouter } from "./stages/router.ts";
import { storageRouter } from "./storage/router.ts";
import { teamsRouter } from "./teams/router.ts";
import { tokensRouter } from "./tokens/router.ts";
import { createCallerFactory, router } from "./trpc.ts";
import { uploadsRouter } from "./uploads/router.ts";
import { versionsRouter } from "./versions/router.ts";

export const appRouter = router({
  audit: auditRouter,
  checks: checksRouter,
  deletions: deletionsRouter,
  downloads: downloadsRouter,
  drafts: draftsRouter,
  grants: grantsRouter,
  identity: identityRouter,
  inspect: inspectRouter,
  models: modelsRouter,
  pointers: pointersRouter,
  policies: policiesRouter,
  promotions: promotionsRouter,
  reviews: reviewsRouter,
  serviceAccounts: serviceAccountsRouter,
  stages: stagesRouter,
  storage: storageRouter,
  teams: teamsRouter,
  tokens: tokensRouter,
  uploads: uploadsRouter,
  versions: versionsRouter,
});

export const createCaller = createCallerFactory(appRouter);
