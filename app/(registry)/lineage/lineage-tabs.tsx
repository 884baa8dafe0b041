import { Tabs } from "#app/_ui/tabs.tsx";

/** The pages about lineage beyond one version. */
export function LineageTabs() {
  return <Tabs label="Lineage" tabs={[{ label: "Datasets", href: "/datasets" }, { label: "Recalls", href: "/recalls" }, { label: "Impact", href: "/impact" }]} />;
}
