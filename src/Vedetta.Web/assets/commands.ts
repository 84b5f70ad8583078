// Ctrl K: a list of pages and models, fetched once as a fragment of links and narrowed while typing.
export function openDialog(id: string): void {
  const dialog = document.getElementById(id) as HTMLDialogElement | null;
  if (!dialog || dialog.open) return;
  dialog.showModal();
  if (id === 'commands') void fill(dialog);
}

async function fill(dialog: HTMLDialogElement): Promise<void> {
  const list = dialog.querySelector('ul')!;
  const input = dialog.querySelector('input')!;
  input.value = '';
  if (!list.childElementCount) {
    const answer = await fetch(list.dataset.source!, { headers: { accept: 'text/html' } });
    if (!answer.ok) return;
    const fragment = new DOMParser().parseFromString(await answer.text(), 'text/html');
    list.replaceChildren(...fragment.body.querySelectorAll('li'));
  }
  narrow(dialog);
}

function narrow(dialog: HTMLDialogElement): void {
  const wanted = dialog.querySelector('input')!.value.trim().toLowerCase();
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
  dialog.addEventListener('input', () => narrow(dialog));
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
