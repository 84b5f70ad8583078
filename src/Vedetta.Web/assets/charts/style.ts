// Colours of the tokens as they are now, and numbers in the page's language.
const cache = new Map<string, string>();
let probe: HTMLElement | undefined;

export function forgetColours(): void { cache.clear(); }

export function colour(token: string): string {
  const known = cache.get(token);
  if (known) return known;
  probe ??= document.body.appendChild(Object.assign(document.createElement('i'), { hidden: true }));
  probe.style.color = `var(--${token})`;
  const value = getComputedStyle(probe).color;
  cache.set(token, value);
  return value;
}

export function faded(token: string, opacity: number): string {
  const [r, g, b] = colour(token).match(/[\d.]+/g)!;
  return `rgba(${r},${g},${b},${opacity})`;
}

export const font = { fontFamily: '"Inter Variable", system-ui, sans-serif', fontSize: 12 };
export const dashes: Record<string, any> = { solid: 'solid', dashed: [6, 4], dotted: [1.5, 3] };

const language = document.documentElement.lang;
const three = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });

export function write(unit: string, value: number | null | undefined): string {
  if (value == null) return '–';
  switch (unit) {
    case 'percent': return three.format(100 * value) + '\u00A0%';
    case 'points': return (value > 0 ? '+' : '') + three.format(100 * value).replace('-', '−') + (language === 'ru' ? '\u00A0пп' : '\u00A0pp');
    case 'count': return whole.format(value);
    case 'milliseconds': return three.format(value) + (language === 'ru' ? '\u00A0мс' : '\u00A0ms');
    default: return three.format(value).replace('-', '−');
  }
}

export function tick(unit: string, value: number): string {
  return unit === 'count' || unit !== 'milliseconds' && Math.abs(value) >= 1_000 ? compact.format(value) : write(unit, value);
}

export function hatch(token: string): any {
  const scale = devicePixelRatio || 1, gap = 6, canvas = document.createElement('canvas');
  canvas.width = canvas.height = gap * scale;
  const pen = canvas.getContext('2d')!;
  pen.scale(scale, scale);
  pen.strokeStyle = colour(token);
  pen.beginPath();
  for (const shift of [-gap, 0, gap]) { pen.moveTo(shift - 1, gap + 1); pen.lineTo(shift + gap + 1, -1); }
  pen.stroke();
  return { image: canvas, repeat: 'repeat' };
}

/** A tooltip of elements, never of markup: names are other people's text. */
export function tip(title: string, lines: [string, string, string?][]): HTMLElement {
  const box = document.createElement('div');
  box.className = 'tip';
  const head = document.createElement('b');
  head.textContent = title;
  box.append(head);
  for (const [name, value, rest] of lines) {
    const line = document.createElement('div'), bold = document.createElement('b'), dim = document.createElement('i');
    bold.textContent = value;
    dim.textContent = rest ? ' ' + rest : '';
    line.append(name + ' ', bold, dim);
    box.append(line);
  }
  return box;
}

export function base(): any {
  return {
    animation: false, textStyle: font, aria: { enabled: false }, // the figure itself is labelled and has its table
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0, backgroundColor: colour('bg'), borderColor: colour('line-2'), borderWidth: 1, padding: [6, 10],
      textStyle: { ...font, color: colour('ink') }, extraCssText: 'box-shadow:none;border-radius:4px',
      axisPointer: { type: 'line', lineStyle: { color: colour('ink-3'), width: 1, type: 'solid' } },
    },
  };
}

export function timeAxis(spec: { x: string[]; ticks: number[] }, more: any = {}): any {
  const named = new Set(spec.ticks);
  return {
    type: 'category', data: spec.x, boundaryGap: true, axisTick: { show: false }, axisLine: { lineStyle: { color: colour('line-2') } },
    axisLabel: { ...font, color: colour('ink-3'), interval: (i: number) => named.has(i), margin: 8, hideOverlap: true, showMinLabel: null }, ...more,
  };
}

/** The step that divides a fixed axis into round parts; undefined where none does, or where an end is free. */
export function even(min: number | null | undefined, max: number | null | undefined): number | undefined {
  if (min == null || max == null || !(max > min)) return undefined;
  return [4, 3, 5, 2].map(parts => (max - min) / parts).find(step => {
    const digits = step / 10 ** Math.floor(Math.log10(step) + 1e-9);
    return [1, 2, 2.5, 3, 4, 5, 6].some(round => Math.abs(digits - round) < 1e-6);
  });
}

export function valueAxis(unit: string, more: any = {}): any {
  return {
    interval: even(more.min, more.max),
    type: 'value', splitNumber: 3, ...(unit === 'count' ? { minInterval: 1 } : {}), axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: colour('line') } },
    axisLabel: { ...font, color: colour('ink-3'), formatter: (v: number) => tick(unit, v) }, ...more,
  };
}
