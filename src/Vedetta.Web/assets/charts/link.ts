// Points of one share against another, the line through them, and a point that is only foretold.
import { base, colour, font, tick, tip, valueAxis, write } from './style';

export function link(spec: any): any {
  const all = [...spec.dots, ...(spec.told ? [spec.told] : [])], xs = all.map((d: any) => d.x);
  const ys = all.flatMap((d: any) => [d.y, d.low ?? d.y, d.high ?? d.y]);
  const span = (v: number[]) => { const low = Math.min(...v), high = Math.max(...v), room = (high - low || high || .01) * .12; return [Math.max(0, low - room), high + room]; };
  const [x0, x1] = span(xs), [y0, y1] = span(ys), at = (x: number) => spec.line.intercept + spec.line.slope * x;
  const quiet = { silent: true, tooltip: { show: false }, symbol: 'none', emphasis: { disabled: true } };
  return {
    ...base(), grid: { left: 52, right: 56, top: 10, bottom: 24 },
    xAxis: { ...valueAxis('percent', { min: x0, max: x1 }), axisLine: { show: true, lineStyle: { color: colour('line-2') } }, axisLabel: { ...font, color: colour('ink-3'), hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: (v: number) => tick('percent', v) } },
    yAxis: valueAxis('percent', { min: y0, max: y1, axisLabel: { ...font, color: colour('ink-3'), showMinLabel: false, showMaxLabel: false, formatter: (v: number) => tick('percent', v) } }),
    tooltip: { ...base().tooltip, trigger: 'item', formatter: (p: any) => { const d = p.data.dot; return tip(d.name, [[spec.xName, write('percent', d.x)], [spec.yName, write('percent', d.y), d.low == null ? undefined : `[${write('percent', d.low)}, ${write('percent', d.high)}]`]]); } },
    series: [
      ...(spec.line ? [{ type: 'line', ...quiet, data: [[x0, at(x0)], [x1, at(x1)]], lineStyle: { color: colour('ink-3'), width: 1.25, type: [5, 4] } }] : []),
      { type: 'scatter', symbolSize: 7, cursor: 'default', data: spec.dots.map((d: any) => ({ value: [d.x, d.y], dot: d })), itemStyle: { color: colour('ref-line') } },
      ...(spec.told?.low == null ? [] : [{ type: 'line', ...quiet, data: [[spec.told.x, spec.told.low], [spec.told.x, spec.told.high]], lineStyle: { color: colour('accent'), width: 1.5 } }]),
      ...(spec.told ? [{ type: 'scatter', symbolSize: 9, cursor: 'default', data: [{ value: [spec.told.x, spec.told.y], dot: spec.told }], itemStyle: { color: colour('accent') }, label: { show: true, position: 'right', distance: 6, formatter: spec.told.name, ...font, fontWeight: 500, color: colour('accent') } }] : []),
    ],
  };
}
