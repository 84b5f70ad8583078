// The overview: every lane on one time axis with one crosshair. The lanes' places are read from the page.
import { lines, guides } from './plain';
import { base, colour, dashes, faded, font, hatch, timeAxis, tip, valueAxis, write } from './style';

const bins = [.5, 1, 2, 4];
const names = ['version', 'traffic', 'quality', 'drift', 'score', 'incidents'];

export function lanes(spec: any, box: HTMLElement): any {
  const place = Object.fromEntries([...box.parentElement!.querySelectorAll<HTMLElement>('[data-lane]')].map(l => [l.dataset.lane!, { top: l.offsetTop, height: l.offsetHeight }]));
  const shown = names.filter(n => place[n]);
  const at = (name: string) => ({ xAxisIndex: shown.indexOf(name), yAxisIndex: shown.indexOf(name) });
  const left = 48, right = 92, last = shown.length - 1;
  const inset: Record<string, [number, number]> = { version: [8, 20], traffic: [12, 8], quality: [12, 8], drift: [25, 9], score: [12, 10], incidents: [8, 6] };
  const hidden = { type: 'value', min: 0, max: 1, inverse: true, show: false };
  const axes: Record<string, any> = {
    version: hidden, traffic: valueAxis('count', { min: 0, splitNumber: 2 }), quality: valueAxis(spec.qualityUnit, { splitNumber: 2, scale: true }), drift: { ...hidden, max: Math.max(1, spec.drift.length) },
    score: valueAxis(spec.scoreUnit, { splitNumber: 2, scale: true }), incidents: { ...hidden, max: 4 },
  };
  const series: any[] = [];
  if (place.version) series.push(bars(spec.versions, at('version')));
  if (place.traffic) series.push(...lines({ name: spec.trafficName, values: spec.traffic, tone: 'ink-2', width: 1.25, dash: 'solid' }, at('traffic')));
  if (place.quality) series.push(...spec.quality.flatMap((s: any) => lines(s, at('quality'))));
  if (place.drift) series.push(cells(spec, at('drift')));
  if (place.score) series.push(guides({ lines: spec.scoreLine ? [{ ...spec.scoreLine, label: '' }] : [] }, at('score')), ...spec.score.flatMap((s: any) => lines(s, at('score'))));
  if (place.incidents) series.push(bars(spec.incidents, at('incidents')));

  return {
    ...base(), axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: shown.map(n => ({ left, right, top: place[n].top + inset[n][0], height: place[n].height - inset[n][0] - inset[n][1] })),
    xAxis: shown.map((_, i) => timeAxis(spec, { gridIndex: i, axisLine: { show: false }, axisPointer: { show: true, label: { show: false } }, axisLabel: i === last ? { ...timeAxis(spec).axisLabel, margin: 12 } : { show: false } })),
    yAxis: shown.map((n, i) => ({ ...axes[n], gridIndex: i })),
    series, graphic: events(spec, box, place, left, right),
    tooltip: { ...base().tooltip, formatter: (points: any[]) => {
      const i = points[0].dataIndex ?? spec.x.indexOf(points[0].axisValue);
      const said: [string, string, string?][] = [[spec.trafficName, write('count', spec.traffic[i])]];
      for (const s of spec.quality) said.push([s.name, write(spec.qualityUnit, s.values[i])]);
      for (const row of spec.drift) said.push([row.column, row.excess[i] == null ? spec.notJudged : write('number', row.excess[i]) + ' ×']);
      for (const s of spec.score) said.push([s.name, write(spec.scoreUnit, s.values[i])]);
      return tip(spec.x[i], said);
    } },
  };
}

function cells(spec: any, axis: any): any {
  const data = spec.drift.flatMap((row: any, r: number) => row.excess.map((e: number | null, i: number) => [i, r, e == null ? -1 : bins.filter(b => e >= b).length]));
  const none = hatch('hatch');
  return { type: 'custom', silent: true, ...axis, data, tooltip: { show: false }, renderItem: (_: any, api: any) => {
    const [x, y] = api.coord([api.value(0), api.value(1)]), [w, h] = api.size([1, 1]);
    const bin = api.value(2);
    const left = Math.round(x - w / 2), width = Math.max(1, Math.round(x + w / 2) - left - (w > 4 ? 1 : 0));
    return { type: 'rect', shape: { x: left, y, width, height: h - 1 }, style: { fill: bin < 0 ? none : colour('ramp-' + bin) } };
  } };
}

function bars(items: any[], axis: any): any {
  return { type: 'custom', clip: false, ...axis, cursor: 'default', tooltip: { show: false }, data: items.map((b, i) => ({ value: [b.from, b.row / 1, b.to, i], address: b.address })), renderItem: (p: any, api: any) => {
    const b = items[api.value(3)], [w] = api.size([1, 0]), area = p.coordSys;
    const x = api.coord([b.from, 0])[0] - w / 2, end = api.coord([b.to, 0])[0] + w / 2, y = area.y + b.row * 22, height = 18;
    const width = Math.max(4, end - x - 1), text = b.label, need = 12 + text.length * 6.6;
    const inside = need <= width, before = !inside && x + width + need > area.x + area.width + 84 && x - need > area.x;
    const shape = { x, y, width, height, r: 2 }, tone = colour(b.tone);
    return { type: 'group', children: [
      { type: 'rect', shape, style: { fill: colour('bg') } },
      { type: 'rect', shape, style: { fill: faded(b.tone, .16), stroke: tone, lineWidth: 1, lineDash: dashes[b.dash] === 'solid' ? null : dashes[b.dash] }, cursor: b.address ? 'pointer' : 'default' },
      { type: 'text', silent: true, style: { text, x: inside ? x + 6 : before ? x - 6 : x + width + 6, y: y + height / 2, fill: colour('ink'), font: `500 12px ${font.fontFamily}`, verticalAlign: 'middle', align: before ? 'right' : 'left' } },
    ] };
  } };
}

function events(spec: any, box: HTMLElement, place: any, left: number, right: number): any[] {
  const step = (box.clientWidth - left - right) / spec.x.length, first = place.version ?? Object.values(place)[0];
  const bottom = place.incidents ? place.incidents.top : box.clientHeight - 26, top = first.top + first.height - 10;
  let taken = -Infinity; // letters stand beside each other where their lines are close
  return [...spec.marks].sort((a: any, b: any) => a.x - b.x).flatMap((m: any) => {
    const x = Math.round(left + m.x * step) + .5, letter = taken = Math.max(x, taken + 19);
    return [
      { type: 'line', silent: true, z: 4, shape: { x1: x, y1: top, x2: x, y2: bottom }, style: { stroke: colour('ink-3'), lineWidth: 1, opacity: .7 } },
      { type: 'text', silent: true, z: 9, style: { x: letter, y: top, text: m.label, fill: colour('bg'), backgroundColor: colour('ink-2'), padding: [2, 5], borderRadius: 3, lineHeight: 13, font: `600 11px ${font.fontFamily}`, align: 'center', verticalAlign: 'middle' } },
    ];
  });
}
