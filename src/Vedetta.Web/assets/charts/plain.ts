// The three plain kinds: values over windows, two histograms, a curve.
import { base, colour, dashes, even, faded, font, hatch, tick, timeAxis, tip, valueAxis, write } from './style';

export function lines(series: any, axis: { xAxisIndex?: number; yAxisIndex?: number } = {}, id = series.name): any[] {
  const made: any[] = [], quiet = { silent: true, emphasis: { disabled: true }, tooltip: { show: false }, symbol: 'none', ...axis };
  if (series.low) { // a band is its lower limit with the difference stacked on it, so that it breaks at gaps
    const band = { type: 'line', stack: 'band ' + id, stackStrategy: 'all', lineStyle: { opacity: 0 }, z: 1, ...quiet };
    made.push({ ...band, data: series.low }, {
      ...band, data: series.high.map((h: number | null, i: number) => h == null || series.low[i] == null ? null : h - series.low[i]),
      areaStyle: { color: series.hatched ? hatch(series.tone) : faded(series.tone, .16), opacity: 1 },
    });
  }
  const alone = series.values.map((v: any, i: number) => v != null && series.values[i - 1] == null && series.values[i + 1] == null);
  made.push({
    name: series.name, type: 'line', data: series.values, connectNulls: false, z: 3, cursor: 'default', emphasis: { disabled: true }, ...axis,
    symbol: 'circle', symbolSize: (_: any, p: any) => series.dots || alone[p.dataIndex] ? 4 : 0, showAllSymbol: true,
    lineStyle: { color: colour(series.tone), width: series.width, type: dashes[series.dash] }, itemStyle: { color: colour(series.tone) },
  });
  const last = series.values.findLastIndex((v: any) => v != null);
  if (series.end && last >= 0) made.push({
    type: 'scatter', data: [[last, series.values[last]]], symbolSize: 5, z: 5, itemStyle: { color: colour(series.tone) }, ...quiet, symbol: 'circle',
    label: { show: true, position: 'right', distance: 5, formatter: series.end, ...font, color: colour(series.tone), fontWeight: 500, backgroundColor: faded('bg', .8), padding: [0, 2] },
  });
  return made;
}

export function guides(spec: any, axis: any = {}): any {
  // Labels of two lines that lie close stand on either side of them.
  const shown = (spec.series ?? []).flatMap((s: any) => s.values).filter((v: any) => v != null), heights = (spec.lines ?? []).map((l: any) => l.y);
  const range = Math.max(...shown, ...heights) - Math.min(...shown, ...heights), low = Math.min(...heights), close = heights.length > 1 && Math.max(...heights) - low < .15 * range;
  return {
    type: 'line', data: [], silent: true, ...axis,
    markLine: {
      symbol: 'none', silent: true, animation: false, z: 4, data: [
        ...(spec.lines ?? []).map((l: any) => ({ yAxis: l.y, lineStyle: { color: colour(l.tone), type: [4, 3], width: 1 }, label: { show: !!l.label, formatter: l.label, position: l.below || close && l.y === low ? 'insideStartBottom' : 'insideStartTop', distance: 2, padding: [0, 2], backgroundColor: faded('bg', .8), ...font, color: colour(l.tone) } })),
        ...(spec.marks ?? []).map((m: any) => ({ xAxis: m.x, lineStyle: { color: colour('ink-3'), type: 'solid', width: 1 }, label: { formatter: m.label, position: 'end', distance: 3, ...font, fontWeight: 500, color: colour('ink-2') } })),
      ],
    },
    markArea: { silent: true, z: 0, data: (spec.spans ?? []).map((a: any) => [{ xAxis: a.from, itemStyle: { color: faded(a.tone, .1) }, label: { show: !!a.label, formatter: a.label, position: 'insideTop', ...font, color: colour('ink-2') } }, { xAxis: a.to }]) },
  };
}

export function time(spec: any): any {
  const widest = Math.max(0, ...spec.series.map((s: any) => (s.end ?? '').length));
  return {
    ...base(), grid: { left: 52, right: 16 + widest * 6.6, top: spec.marks.length ? 22 : 10, bottom: 24 },
    xAxis: timeAxis(spec), yAxis: valueAxis(spec.unit, { min: spec.min ?? undefined, max: spec.max ?? undefined, scale: spec.min == null }),
    series: [guides(spec), ...spec.series.flatMap((s: any) => lines(s))],
    tooltip: { ...base().tooltip, formatter: (at: any[]) => {
      const i = at[0].dataIndex;
      return tip(spec.x[i], spec.series.map((s: any) => [s.name, write(spec.unit, s.values[i]), s.low?.[i] != null ? `[${write(spec.unit, s.low[i])}, ${write(spec.unit, s.high[i])}]` : undefined]));
    } },
  };
}

export function steps(spec: any): any {
  const { edges } = spec, points = (shares: number[]) => [...shares.map((y, i) => [edges[i], y]), [edges.at(-1), shares.at(-1)]];
  const line = (data: any[], more: any) => ({ type: 'line', step: 'end', symbol: 'none', silent: true, data, ...more });
  return {
    ...base(), grid: { left: 48, right: 14, top: spec.marks.length ? 24 : 8, bottom: 24 },
    xAxis: { type: 'value', min: edges[0], max: edges.at(-1), splitNumber: 5, splitLine: { show: false }, axisTick: { show: false }, axisLine: { lineStyle: { color: colour('line-2') } }, axisLabel: { ...font, color: colour('ink-3'), hideOverlap: true, showMinLabel: true, formatter: (v: number) => tick(spec.axis, v) } },
    yAxis: valueAxis('percent', { min: 0 }),
    tooltip: { ...base().tooltip, formatter: (at: any[]) => {
      const x = at[0].axisValue, i = Math.min(spec.reference.length - 1, Math.max(0, edges.findLastIndex((e: number) => e <= x)));
      return tip(`${write(spec.axis, edges[i])} – ${write(spec.axis, edges[i + 1])}`, [[spec.referenceName ?? '', write('percent', spec.reference[i])], ...(spec.current.length ? [[spec.currentName ?? '', write('percent', spec.current[i])] as [string, string]] : [])]);
    } },
    series: [
      { type: 'line', data: [], silent: true, markLine: { symbol: 'none', silent: true, animation: false, z: 4, data: spec.marks.map((m: any) => ({ xAxis: m.at, lineStyle: { color: colour(m.tone), type: [4, 3], width: 1 }, label: { formatter: m.label, position: 'end', distance: 3, align: m.side === 'left' ? 'right' : m.side === 'right' ? 'left' : 'center', ...font, color: colour(m.tone) } })) } },
      line(points(spec.reference), { silent: false, z: 2, lineStyle: { color: colour('ref-line'), width: 1 }, areaStyle: { color: colour('ref'), opacity: .55, origin: 'start' } }),
      ...(spec.current.length ? [line(points(spec.current), { z: 3, lineStyle: { color: colour('accent'), width: 2 } })] : []),
    ],
  };
}

export function curve(spec: any): any {
  return {
    ...base(), grid: { left: 48, right: 14, top: 10, bottom: 24 },
    xAxis: { type: 'value', min: spec.x[0], max: spec.x.at(-1), splitNumber: 5, splitLine: { show: false }, axisTick: { show: false }, axisLine: { onZero: false, lineStyle: { color: colour('line-2') } }, axisLabel: { ...font, color: colour('ink-3'), hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: (v: number) => tick('number', v) } },
    yAxis: valueAxis(spec.unit, { max: spec.max ?? undefined, interval: even(0, spec.max) }),
    tooltip: { ...base().tooltip, formatter: (at: any[]) => tip(write('number', at[0].value[0]), [['', write(spec.unit, at[0].value[1])]]) },
    series: [{
      type: 'line', symbol: 'none', data: spec.x.map((x: number, i: number) => [x, spec.y[i]]), lineStyle: { color: colour('accent'), width: 1.75 }, itemStyle: { color: colour('accent') }, areaStyle: { color: faded('accent', .12), origin: 0 }, emphasis: { disabled: true },
    }, ...(spec.peak == null ? [] : [{ type: 'scatter', silent: true, tooltip: { show: false }, symbolSize: 7, data: [[spec.x[spec.peak], spec.y[spec.peak]]], itemStyle: { color: colour('critical') } }])],
  };
}
