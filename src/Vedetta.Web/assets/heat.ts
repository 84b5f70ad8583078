// Arrows move over the cells of a heat-map; one cell at a time is in the tab order.
export function startHeat(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-heat]')) {
    const rows = [...table.tBodies[0].rows].map(row => [...row.querySelectorAll<HTMLElement>('td a')]);
    const all = rows.flat();
    if (!all.length) continue;
    const at = all.findIndex(cell => cell.hasAttribute('aria-current'));
    all.forEach((cell, i) => { cell.tabIndex = i === Math.max(at, 0) ? 0 : -1; });
    table.addEventListener('keydown', e => {
      const r = rows.findIndex(row => row.includes(e.target as HTMLElement));
      if (r < 0) return;
      const c = rows[r].indexOf(e.target as HTMLElement);
      const to = { ArrowLeft: [r, c - 1], ArrowRight: [r, c + 1], ArrowUp: [r - 1, c], ArrowDown: [r + 1, c], Home: [r, 0], End: [r, rows[r].length - 1] }[e.key];
      const next = to && rows[to[0]]?.[to[1]];
      if (!next) return;
      e.preventDefault();
      (e.target as HTMLElement).tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  }
}
