import { nodeWidth, type Layout, type Placed } from "./graph-layout.ts";

/** With more edges than these in view, their relations are told by the nodes' names and the table alone. */
const mostNamed = 40;

/** The edges of a graph whose ends are in view, those of the node at hand inked. */
export function GraphEdges({ layout, shown, at }: { layout: Layout; shown: readonly Placed[]; at: string }) {
  const places = new Map(layout.placed.map((place) => [place.id, place]));
  const inView = new Set(shown.map(({ id }) => id));
  const drawn = layout.edges.flatMap(({ from, to, relation }) => {
    const [start, end] = [places.get(from), places.get(to)];
    return start && end && (inView.has(from) || inView.has(to)) ? [{ start, end, relation }] : [];
  });
  return (
    <g aria-hidden>
      {drawn.map(({ start, end, relation }) => {
        const [x1, x2] = [start.x + nodeWidth / 2, end.x - nodeWidth / 2];
        const bend = Math.max(24, (x2 - x1) / 2);
        const inked = start.id === at || end.id === at;
        return (
          <path
            key={`${start.id} ${end.id} ${relation}`} d={`M${x1} ${start.y}C${x1 + bend} ${start.y} ${x2 - bend} ${end.y} ${x2} ${end.y}`}
            fill="none" strokeWidth={inked ? 1.75 : 1.25} strokeDasharray={relation === "" ? "3 3" : undefined} className={inked ? "stroke-ink" : "stroke-line-strong"}
          />
        );
      })}
      {drawn.length <= mostNamed && drawn.map(({ start, end, relation }) => (
        <text
          key={`${start.id} ${end.id} ${relation}`} x={(start.x + end.x) / 2} y={(start.y + end.y) / 2 - 4} textAnchor="middle" fontSize={10}
          strokeWidth={4} paintOrder="stroke" strokeLinejoin="round" className="fill-ink-soft stroke-paper"
        >
          {relation.length > 16 ? `${relation.slice(0, 15)}…` : relation}
        </text>
      ))}
    </g>
  );
}
