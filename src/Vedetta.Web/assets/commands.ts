// Ctrl K: pages and models at once, narrowed while typing; columns and monitors come from the server a moment later.
let asked: AbortController | undefined;
let timer = 0;

export function openDialog(id: string): void {
  const dialog = document.getElementById(id) as HTMLDialogElement | null;
  if (!dialog || dialog.open) return;
  dialog.showModal();
  if (id !== 'commands') return;
  dialog.querySelector('input')!.value = '';
  void fill(dialog);
}

async function fill(dialog: HTMLDialogElement): Promise<void> {
  const list = dialog.querySelector('ul')!, wanted = dialog.querySelector('input')!.value.trim();
  asked?.abort();
  const mine = asked = new AbortController();
  const address = new URL(list.dataset.source!, location.href);
  if (wanted) address.searchParams.set('q', wanted);
  try {
    const answer = await fetch(address, { headers: { accept: 'text/html' }, signal: mine.signal });
    if (!answer.ok) return;
    const fragment = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (mine !== asked) return;
    list.replaceChildren(...fragment.body.querySelectorAll('li'));
  } catch (e) {
    if ((e as Error).name === 'AbortError') return; // a newer question is on its way
    throw e;
  }
  narrow(dialog, '');
}

// What the list already holds is narrowed at once; what the server found it found by more than the text of the line.
function narrow(dialog: HTMLDialogElement, wanted: string): void {
  let first = true;
  for (const item of dialog.querySelectorAll('li')) {
    item.hidden = !item.textContent!.toLowerCase().includes(wanted);
    item.firstElementChild!.classList.toggle('on', !item.hidden && first);
    if (!item.hidden) first = false;
  }
}

export function startCommands(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-open]')) {
    button.hidden = false;
    button.addEventListener('click', () => openDialog(button.dataset.open!));
  }
  const dialog = document.getElementById('commands') as HTMLDialogElement | null;
  if (!dialog) return;
  dialog.addEventListener('input', () => {
    narrow(dialog, dialog.querySelector('input')!.value.trim().toLowerCase());
    clearTimeout(timer);
    timer = window.setTimeout(() => void fill(dialog), 90);
  });
  dialog.addEventListener('click', e => { if (e.target === dialog) dialog.close(); });
  dialog.addEventListener('keydown', e => {
    const links = [...dialog.querySelectorAll<HTMLAnchorElement>('li:not([hidden]) a')];
    const at = links.findIndex(l => l.classList.contains('on'));
    if (e.key === 'Enter' && at >= 0) { e.preventDefault(); links[at].click(); }
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
    e.preventDefault();
    const next = links[Math.max(0, Math.min(links.length - 1, at + (e.key === 'ArrowDown' ? 1 : -1)))];
    links[at]?.classList.remove('on');
    next?.classList.add('on');
    next?.scrollIntoView({ block: 'nearest' });
  });
}
