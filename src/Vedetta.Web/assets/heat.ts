// Over a heat-map arrows move by cell, a hover tells the cell in words, Enter or a click opens the column at that window.
export function startHeat(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table[data-heat]')) start(table);
}

function start(table: HTMLTableElement): void {
  const times = [...table.tHead!.rows[0].cells].map(cell => cell.dataset.at);
  const names = [...table.tHead!.rows[0].cells].map(cell => cell.textContent!.trim());
  const rows = [...table.tBodies[0].rows];
  if (!rows.length) return;
  const first = times.findIndex(Boolean), last = times.length - 1 - [...times].reverse().findIndex(Boolean);
  table.setAttribute('role', 'grid');
  const open = rows.find(row => row.getAttribute('aria-selected') === 'true') ?? rows[0];
  const marked = open.querySelector<HTMLTableCellElement>('td.day') ?? open.cells[last];
  marked.tabIndex = 0;

  const move = (from: HTMLTableCellElement, to: HTMLTableCellElement | undefined) => {
    if (!to) return;
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.title = tell(to);
    to.focus();
  };
  const cellOf = (target: EventTarget | null) => (target as HTMLElement).closest<HTMLTableCellElement>('tbody td');
  const tell = (cell: HTMLTableCellElement) => `${(cell.parentElement as HTMLTableRowElement).cells[0].textContent!.trim()}, ${names[cell.cellIndex]}: ${cell.textContent!.trim()}`;
  const go = (cell: HTMLTableCellElement) => {
    const link = (cell.parentElement as HTMLTableRowElement).querySelector<HTMLAnchorElement>('th a')!;
    const address = new URL(link.href);
    address.searchParams.set('at', times[cell.cellIndex]!);
    location.href = address.href;
  };

  table.addEventListener('mouseover', e => { const cell = cellOf(e.target); if (cell && times[cell.cellIndex]) cell.title = tell(cell); });
  table.addEventListener('click', e => { const cell = cellOf(e.target); if (cell && times[cell.cellIndex]) go(cell); });
  table.addEventListener('keydown', e => {
    const cell = e.target as HTMLTableCellElement;
    if (cell.tagName !== 'TD' || !times[cell.cellIndex]) return;
    const row = rows.indexOf(cell.parentElement as HTMLTableRowElement), at = cell.cellIndex;
    if (e.key === 'Enter') { go(cell); return; }
    const to = { ArrowLeft: [row, at - 1], ArrowRight: [row, at + 1], ArrowUp: [row - 1, at], ArrowDown: [row + 1, at], Home: [row, first], End: [row, last] }[e.key];
    if (!to) return;
    e.preventDefault();
    if (to[1] >= first && to[1] <= last) move(cell, rows[to[0]]?.cells[to[1]]);
  });
}
