// The theme changes without a round trip; the cookie lets the server render the next page in it.
const root = document.documentElement;

export function toggleTheme(): void {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  document.cookie = `vedetta-theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
  dispatchEvent(new Event('vedetta:theme'));
}

export function startTheme(): void {
  document.querySelector('[data-theme-toggle]')?.addEventListener('click', e => {
    e.preventDefault();
    toggleTheme();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('vedetta:theme')));
}
