"use client";

import { Button } from "#app/_ui/button.tsx";
import { Menu, MenuItem } from "#app/_ui/menu.tsx";
import { documentOf, type Address } from "./address.ts";

/** The comparison as a file: what is shown, and no more. */
export function ExportMenu({ address }: { address: Address }) {
  const save = (format: "csv" | "markdown") => () => location.assign(documentOf(address, format));
  return (
    <Menu trigger={<Button icon="download">Export</Button>}>
      <MenuItem icon="download" onSelect={save("csv")}>CSV, for a spreadsheet</MenuItem>
      <MenuItem icon="download" onSelect={save("markdown")}>Markdown, for a report</MenuItem>
    </Menu>
  );
}
