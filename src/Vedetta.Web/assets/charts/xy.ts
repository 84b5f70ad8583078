// Lines over a value axis: calibration, the ROC path, costs.
import { base, colour, dashes, faded, font, tick, tip, valueAxis, write } from './style';

export function xy(spec: any): any {
  const named = spec.series.filter((s: any) => s.name);
  return {
    ...base(), grid: { left: 52, right: 16, top: spec.marks.some((m: any) => m.label) ? 24 : 10, bottom: spec.xName ? 40 : 24 },
    xAxis: {
      type: 'value', min: spec.xMin ?? undefined, max: spec.xMax ?? undefined, scale: true, splitNumber: 5, splitLine: { show: false }, axisTick: { show: false },
      name: spec.xName, nameLocation: 'middle', nameGap: 24, nameTextStyle: { ...font, color: colour('ink-3') },
      axisLine: { onZero: false, lineStyle: { color: colour('line-2') } }, axisLabel: { ...font, color: colour('ink-3'), hideOverlap: true, formatter: (v: number) => tick(spec.xUnit, v) },
    },
    yAxis: valueAxis(spec.yUnit, { min: spec.yMin ?? undefined, max: spec.yMax ?? undefined, scale: spec.yMin == null }),
    tooltip: { ...base().tooltip, formatter: (at: any[]) => {
      const shown = at.filter(p => p.seriesName && named.some((s: any) => s.name === p.seriesName));
      if (!shown.length) return '';
      return tip(`${spec.xName} ${write(spec.xUnit, shown[0].value[0])}`.trim(), shown.map(p => {
        const s = named.find((n: any) => n.name === p.seriesName);
        return [p.seriesName, write(spec.yUnit, p.value[1]), s.low ? `[${write(spec.yUnit, s.low[p.dataIndex])}, ${write(spec.yUnit, s.high[p.dataIndex])}]` : undefined] as [string, string, string?];
      }));
    } },
    series: [
      { type: 'line', data: [], silent: true, markLine: { symbol: 'none', silent: true, animation: false, z: 4, data: spec.marks.map((m: any) => ({ xAxis: m.at, lineStyle: { color: colour(m.tone), type: [4, 3], width: 1 }, label: { formatter: m.label, position: 'end', distance: 3, ...font, color: colour(m.tone) } })) } },
      ...spec.series.flatMap((s: any) => line(s)),
      ...spec.points.map((p: any) => ({
        type: 'scatter', silent: true, tooltip: { show: false }, symbolSize: 8, z: 6, data: [[p.x, p.y]], itemStyle: { color: colour(p.tone) },
        label: { show: !!p.label, position: p.x > .6 * (spec.xMax ?? 1) ? 'left' : 'right', formatter: p.label, ...font, fontWeight: 500, color: colour(p.tone) },
      })),
    ],
  };
}

function line(s: any): any[] {
  const made: any[] = [{
    name: s.name, type: 'line', data: s.x.map((x: number, i: number) => [x, s.y[i]]), z: 3, silent: !s.name, cursor: 'default', emphasis: { disabled: true },
    step: s.step ? 'start' : false, symbol: 'circle', symbolSize: s.dots ? 5 : 0, showAllSymbol: true, tooltip: { show: !!s.name },
    lineStyle: { color: colour(s.tone), width: s.width, type: dashes[s.dash] }, itemStyle: { color: colour(s.tone) },
    ...(s.area ? { areaStyle: { color: faded(s.tone, .1), origin: 'start' } } : {}),
  }];
  if (s.low) made.push({
    type: 'custom', silent: true, z: 2, tooltip: { show: false }, data: s.x.map((x: number, i: number) => [x, s.low[i], s.high[i]]), renderItem: (_: any, api: any) => {
      const [x, low] = api.coord([api.value(0), api.value(1)]), high = api.coord([api.value(0), api.value(2)])[1];
      return { type: 'line', shape: { x1: x, y1: low, x2: x, y2: high }, style: { stroke: colour(s.tone), lineWidth: 1.5 } };
    },
  });
  return made;
}
