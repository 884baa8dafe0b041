import { auditRouter } from "./audit/router.ts";
import { identityRouter } from "./identity/router.ts";
import { modelsRouter } from "./models/router.ts";
import { pointersRouter } from "./pointers/router.ts";
import { promotionsRouter } from "./promotions/router.ts";
import { teamsRouter } from "./teams/router.ts";
import { tokensRouter } from "./tokens/router.ts";
import { createCallerFactory, router } from "./trpc.ts";
import { versionsRouter } from "./versions/router.ts";

export const appRouter = router({
  audit: auditRouter,
  identity: identityRouter,
  models: modelsRouter,
  pointers: pointersRouter,
  promotions: promotionsRouter,
  teams: teamsRouter,
  tokens: tokensRouter,
  versions: versionsRouter,
});

export const createCaller = createCallerFactory(appRouter);
