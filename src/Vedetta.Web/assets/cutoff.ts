// The cut-off slider: every figure comes from the numbers in the page, so it answers while it moves. Without this script
// the slider is a field of a form, and the server answers.
const language = document.documentElement.lang;
const three = new Intl.NumberFormat(language, { minimumSignificantDigits: 3, maximumSignificantDigits: 3 });
const short = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });

interface Figure { value: (number | null)[]; low?: (number | null)[]; high?: (number | null)[] }
interface Numbers { unit: string; inUse: number; cutoff: number[]; figures: Record<string, Figure>; units: Record<string, string> }

export function startCutoff(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-cutoff]');
  const slider = form?.querySelector<HTMLInputElement>('input[type=range]');
  if (!form || !slider) return;
  const numbers: Numbers = JSON.parse(form.querySelector('script[type="application/json"]')!.textContent!);
  slider.addEventListener('input', () => show(form, slider, numbers));
}

function show(form: HTMLFormElement, slider: HTMLInputElement, numbers: Numbers): void {
  const at = nearest(numbers.cutoff, Number(slider.value)), cutoff = numbers.cutoff[at], text = write(numbers.unit, cutoff);
  form.querySelector('[data-tried]')!.textContent = text;
  slider.setAttribute('aria-valuetext', text);
  for (const place of form.querySelectorAll<HTMLElement>('[data-figure]')) {
    const name = place.dataset.figure!, figure = numbers.figures[name], unit = numbers.units[name];
    place.querySelector('b')!.textContent = write(unit, figure.value[at]);
    const limits = place.querySelector('.ci'), low = figure.low?.[at], high = figure.high?.[at];
    if (limits) limits.textContent = low == null || high == null ? '' : `[${bare(unit, low, figure.value[at])}, ${bare(unit, high, figure.value[at])}]`;
  }
  dispatchEvent(new CustomEvent('vedetta:cutoff', { detail: { at: cutoff, label: cutoff === numbers.inUse ? '' : `${form.dataset.word} ${text}` } }));
}

function nearest(sorted: number[], value: number): number {
  let best = 0;
  for (let i = 1; i < sorted.length; i++) if (Math.abs(sorted[i] - value) < Math.abs(sorted[best] - value)) best = i;
  return best;
}

function write(unit: string, value: number | null | undefined): string {
  if (value == null) return '–';
  switch (unit) {
    case 'percent': return percent(value) + '\u00A0%';
    case 'count': return whole.format(value);
    case 'money': return Math.abs(value) >= 1e6 ? minus(three.format(value / 1e6)) + '\u00A0M' : minus(whole.format(value));
    default: return minus(short.format(value));
  }
}

// A limit in the unit of its value, which stands before it.
function bare(unit: string, limit: number, value: number | null): string {
  if (unit === 'money' && Math.abs(value ?? 0) >= 1e6) return minus(three.format(limit / 1e6));
  return unit === 'money' ? minus(whole.format(limit)) : write(unit, limit).replace(/\u00A0%$/, '');
}

function percent(value: number): string { return short.format(Math.round(1e10 * value) / 1e8); }

function minus(text: string): string { return text.replace('-', '−'); }
