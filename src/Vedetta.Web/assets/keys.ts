// Single keys, off while typing and where a person turned them off: g + letter goes, j k walk rows, [ ] step windows.
import { openDialog } from './commands';
import { toggleTheme } from './theme';

let going = 0;

export function startKeys(): void {
  addEventListener('keydown', e => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') { e.preventDefault(); openDialog('commands'); return; }
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target) || document.querySelector('dialog[open]')) return;
    if (e.key === 'Escape') { escape(); return; }
    if (document.documentElement.dataset.keys === 'off') return;
    if (going && e.timeStamp - going < 1500) {
      going = 0;
      const link = document.querySelector<HTMLAnchorElement>(`[data-go="${CSS.escape(e.key)}"]`);
      if (link) { e.preventDefault(); link.click(); return; }
    }
    act(e);
  });
  document.querySelector<HTMLInputElement>('[data-filter]')?.addEventListener('keydown', e => {
    if (e.key === 'Escape') (e.target as HTMLElement).blur();
  });
}

function act(e: KeyboardEvent): void {
  switch (e.key) {
    case 'g': going = e.timeStamp; return;
    case 't': toggleTheme(); return;
    case '?': openDialog('keys'); return;
    case '/': focusFilter(e); return;
    case 'j': walk(1); return;
    case 'k': walk(-1); return;
    case '[': case ']': {
      const step = document.querySelector<HTMLAnchorElement>(`a[data-step="${e.key}"]`);
      if (step?.href) step.click();
      return;
    }
    default: {
      const own = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(e.key)}"]`);
      if (own) { e.preventDefault(); own.click(); }
    }
  }
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]');
}

function focusFilter(e: KeyboardEvent): void {
  const filter = document.querySelector<HTMLInputElement>('[data-filter]');
  if (!filter) return;
  e.preventDefault();
  filter.focus();
  filter.select();
}

function walk(by: number): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-rows] tbody th a')];
  if (!links.length) return;
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, at + by))];
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}

function escape(): void {
  const open = document.querySelector<HTMLDetailsElement>('details.menu[open]');
  if (open) { open.open = false; open.querySelector('summary')?.focus(); return; }
  const up = document.querySelector<HTMLAnchorElement>('[data-up]');
  if (up) up.click();
}
