// Makes the three dashboards from dashboards.json: node build.mjs [FOLDER]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const into = process.argv[2] ?? here;
const source = { type: "prometheus", uid: "${source}" };
const columns = 24;

function panel(described, id, place) {
  const stat = described.kind === "stat";
  return {
    id,
    type: stat ? "stat" : "timeseries",
    title: described.title,
    datasource: source,
    gridPos: place,
    fieldConfig: { defaults: described.min === null ? { unit: described.unit } : { unit: described.unit, min: 0 }, overrides: [] },
    options: stat
      ? { reduceOptions: { calcs: ["lastNotNull"] }, colorMode: "none", graphMode: "area" }
      : { legend: { displayMode: "table", placement: "bottom", calcs: ["lastNotNull", "max"] }, tooltip: { mode: "multi", sort: "desc" } },
    targets: described.queries.map(([expr, legendFormat], at) => ({ refId: String.fromCharCode(65 + at), datasource: source, expr, legendFormat })),
  };
}

function dashboard(name, described) {
  const panels = [];
  let y = 0;
  let id = 1;
  for (const row of described.rows) {
    panels.push({ id: id++, type: "row", title: row.title, collapsed: false, gridPos: { h: 1, w: columns, x: 0, y: y++ }, panels: [] });
    const height = row.panels.every((p) => p.kind === "stat") ? 4 : 8;
    const across = Math.min(row.panels.length, height === 4 ? 4 : 2);
    row.panels.forEach((each, at) => {
      const width = columns / across;
      panels.push(panel(each, id++, { h: height, w: width, x: (at % across) * width, y: y + Math.floor(at / across) * height }));
    });
    y += Math.ceil(row.panels.length / across) * height;
  }

  return {
    uid: `vedetta-${name.replace("_", "-")}`,
    title: described.title,
    description: described.description,
    tags: ["vedetta", name],
    timezone: "browser",
    schemaVersion: 39,
    refresh: "1m",
    time: { from: "now-7d", to: "now" },
    graphTooltip: 1,
    templating: {
      list: [
        { name: "source", type: "datasource", query: "prometheus", label: "Source" },
        { name: "model", type: "query", datasource: source, query: "label_values(vedetta_verdict, model)", multi: true, includeAll: true, current: { text: "All", value: "$__all" }, refresh: 2, label: "Model" },
      ],
    },
    annotations: { list: [] },
    panels,
  };
}

mkdirSync(into, { recursive: true });
for (const [name, described] of Object.entries(JSON.parse(readFileSync(join(here, "dashboards.json"), "utf8"))))
  writeFileSync(join(into, `vedetta-${name.replace("_", "-")}.json`), JSON.stringify(dashboard(name, described), null, 2) + "\n");
