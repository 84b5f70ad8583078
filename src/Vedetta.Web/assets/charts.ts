// Draws every [data-chart] from the JSON beside it, and again when the theme or the width changes.
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GraphicComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { lanes } from './charts/lanes';
import { link } from './charts/link';
import { curve, steps, time } from './charts/plain';
import { forgetColours } from './charts/style';
import { xy } from './charts/xy';

use([LineChart, ScatterChart, CustomChart, GridComponent, TooltipComponent, MarkLineComponent, MarkAreaComponent, GraphicComponent, AriaComponent, CanvasRenderer]);

const kinds: Record<string, (spec: any, box: HTMLElement) => any> = { time, steps, curve, lanes, xy, link };
const drawn = new Map<HTMLElement, EChartsType>();

function draw(box: HTMLElement): void {
  const spec = JSON.parse(box.parentElement!.querySelector('script[type="application/json"]')!.textContent!);
  drawn.get(box)?.dispose();
  const chart = init(box, null, { renderer: 'canvas' });
  chart.setOption(kinds[spec.kind](spec, box));
  chart.on('click', (e: any) => { if (e.data?.address) location.href = e.data.address; });
  drawn.set(box, chart);
  box.dataset.drawn = '';
}

/** Moves the last mark of a chart of steps, the cut-off that the slider stands at; the one in use is the mark before. */
function moveMark({ at, label }: { at: number; label: string }): void {
  const box = document.querySelector<HTMLElement>('[data-cutoff-chart] [data-chart]');
  const chart = box && drawn.get(box);
  if (!box || !chart) return;
  const source = box.parentElement!.querySelector('script[type="application/json"]')!;
  const spec = JSON.parse(source.textContent!);
  const [inUse, tried] = spec.marks.slice(-2), below = at < inUse.at;
  spec.marks.splice(-2, 2, { ...inUse, side: below ? 'right' : 'left' }, { ...tried, at, label, side: below ? 'left' : 'right' });
  source.textContent = JSON.stringify(spec);
  chart.setOption({ series: [kinds[spec.kind](spec, box).series[0]] });
}

function drawAll(): void {
  forgetColours();
  for (const box of document.querySelectorAll<HTMLElement>('[data-chart]')) draw(box);
}

async function start(): Promise<void> {
  await document.fonts.load('12px "Inter Variable"').catch(() => []); // canvas text would otherwise keep the fallback face
  drawAll();
  let timer = 0;
  new ResizeObserver(() => { clearTimeout(timer); timer = setTimeout(() => { for (const [box, chart] of drawn) if (chart.getWidth() !== box.clientWidth) draw(box); }, 120); }).observe(document.body);
  addEventListener('vedetta:theme', drawAll);
  addEventListener('vedetta:cutoff', e => moveMark((e as CustomEvent).detail));
  addEventListener('beforeprint', () => { for (const chart of drawn.values()) chart.resize(); });
}

void start();
