"use client";

import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Menu, MenuCheckbox, MenuItem, MenuLabel, MenuSeparator } from "#app/_ui/menu.tsx";
import { writeColumns, type ColumnCookie } from "./chosen-columns.ts";

export interface ColumnOption {
  key: string;
  label: string;
  /** What kind of column: those of one kind stand together. */
  group: string;
}

/**
 * Which columns are shown, remembered by this browser.
 * @param remembered what the browser has chosen before; null for the usual ones
 */
export function useChosenColumns(cookie: ColumnCookie, remembered: readonly string[] | null, usual: readonly string[]) {
  const [chosen, setChosen] = useState(remembered);
  const choose = (next: readonly string[] | null) => {
    setChosen(next);
    writeColumns(cookie, next);
  };
  return { columns: chosen ?? usual, isUsual: chosen === null, choose };
}

/** Chooses the columns of a table. */
export function ColumnMenu({ options, columns, isUsual, choose }: { options: readonly ColumnOption[] } & ReturnType<typeof useChosenColumns>) {
  const groups = Map.groupBy(options, ({ group }) => group);
  const change = (key: string, checked: boolean) => choose(checked ? [...columns, key] : columns.filter((each) => each !== key));
  return (
    <Menu trigger={<Button size="small" icon="filter">Columns</Button>}>
      {[...groups].map(([group, members]) => (
        <div key={group} role="group" aria-label={group}>
          <MenuLabel>{group}</MenuLabel>
          {members.map(({ key, label }) => <MenuCheckbox key={key} checked={columns.includes(key)} onCheckedChange={(checked) => change(key, checked)}>{label}</MenuCheckbox>)}
        </div>
      ))}
      {!isUsual && (
        <>
          <MenuSeparator />
          <MenuItem icon="undo" onSelect={() => choose(null)}>The usual columns</MenuItem>
        </>
      )}
    </Menu>
  );
}
