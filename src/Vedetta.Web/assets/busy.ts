// What takes a while says so: the button that was pressed waits, and its note appears. The page that answers replaces both.
export function startBusy(): void {
  document.addEventListener('submit', e => {
    const button = (e as SubmitEvent).submitter as HTMLButtonElement | null, note = button && document.getElementById(button.dataset.wait ?? '');
    if (!button || !note) return;
    note.hidden = false;
    button.setAttribute('aria-busy', 'true');
    setTimeout(() => { button.disabled = true; }); // after the form was sent, with the button's own value
  });
  addEventListener('pageshow', () => { for (const button of document.querySelectorAll<HTMLButtonElement>('[aria-busy]')) { button.disabled = false; button.removeAttribute('aria-busy'); document.getElementById(button.dataset.wait!)!.hidden = true; } });
}
