import "server-only";
import { cache } from "react";
import { api, load } from "#app/_trpc/server.tsx";

/** The model of a page, fetched once however many parts of the page ask for it. */
export const loadModel = cache(async (team: string, name: string) => {
  const model = `${team}/${name}`;
  return await load((await api()).models.get({ model }));
});

/** What is live of the model by whose signature, who owns it, and what is not as it should be. */
export const loadOverview = cache(async (team: string, name: string) => await load((await api()).models.overview({ model: `${team}/${name}` })));

/** The stages of this registry, in their order. The last is where a version is live to the world. */
export const loadStages = cache(async () => await (await api()).stages.list());

/** One version with everything that was declared of it. */
export const loadVersion = cache(async (team: string, name: string, number: string | number) => {
  const model = `${team}/${name}`;
  return await load((await api()).versions.get({ reference: `${model}@${number}` }));
});

/** The latest moves of one stage of a model, the latest first: enough to say what is live and where it can return to. */
export const loadMoves = cache(async (team: string, name: string, stage: string) => {
  const { items } = await (await api()).pointers.moves({ model: `${team}/${name}`, pointer: stage, limit: 100 });
  return items;
});
