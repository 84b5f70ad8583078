// <div data-poll="/fragment" data-every="2"> asks again until the fragment no longer wants to be asked.
export function startPolling(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-poll]')) schedule(box);
}

function schedule(box: HTMLElement): void {
  setTimeout(() => void ask(box), 1000 * Number(box.dataset.every ?? 2));
}

async function ask(box: HTMLElement): Promise<void> {
  if (!box.isConnected) return;
  if (document.hidden) { schedule(box); return; }
  try {
    const answer = await fetch(box.dataset.poll!, { headers: { accept: 'text/html' } });
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').body.firstElementChild as HTMLElement | null;
      if (fresh && fresh.textContent !== box.textContent) {
        box.replaceChildren(...fresh.childNodes);
      }
      if (fresh && !fresh.dataset.poll) return;
    }
  } catch { /* the server is restarting: the light stays as it is, and the next question finds out */ }
  schedule(box);
}
