/** What is declared of files whose bytes mean nothing. */
export const metadata = {
  description: "Random bytes.",
  framework: "none",
  task: "durability",
  metrics: { auc: 0.5 },
  parameters: {},
  datasets: [{ name: "random", role: "training" }],
};
