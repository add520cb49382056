// Checks Grafana dashboards against the types of Grafana's own schema package: names and types of all fields, of the dashboard and of each panel's
// options by the panel's type.
//   node check-dashboards.js a.json b.json      prints what the compiler finds, and exits with 1 if it finds something
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const panels = { stat: "stat/panelcfg/x/StatPanelCfg", timeseries: "timeseries/panelcfg/x/TimeSeriesPanelCfg" };

const source = [
  'import type { Dashboard, Panel, RowPanel, FieldConfig } from "@grafana/schema";',
  ...Object.entries(panels).map(([type, file]) =>
    `import type * as ${type} from "@grafana/schema/dist/esm/raw/composable/${file}_types.gen";`),
  // Enumerations as the texts that they are in JSON, and everything may be left out: Grafana fills in its defaults.
  "type Plain<T> = T extends string ? `${T}` : T extends number | boolean | null | undefined ? T : T extends (infer E)[] ? Plain<E>[]",
  "  : T extends object ? { [K in keyof T]?: Plain<T[K]> } : T;",
];
const unknown = [];
process.argv.slice(2).forEach((file, index) => {
  const { panels: all, templating, annotations, ...dashboard } = JSON.parse(fs.readFileSync(file, "utf8"));
  const declare = (name, type, value) => source.push(`// ${path.basename(file)}`, `export const ${name}_${index}: Plain<${type}> = ${JSON.stringify(value, null, 1)};`);
  declare("dashboard", "Omit<Dashboard, 'panels' | 'templating' | 'annotations'>", dashboard);
  all.forEach(({ options, fieldConfig, targets, ...panel }) => {
    const name = `panel${panel.id}`;
    if (panel.type === "row") return declare(name, "RowPanel", panel);
    if (!panels[panel.type]) return unknown.push(`${file}: panel ${panel.title}: type ${panel.type} is not known here`);
    declare(name, "Omit<Panel, 'options' | 'fieldConfig' | 'targets'>", panel);
    declare(`${name}options`, `${panel.type}.Options`, options ?? {});
    const { custom, ...defaults } = fieldConfig.defaults;
    declare(`${name}defaults`, "Omit<FieldConfig, 'custom'>", defaults);
    if (custom && panels[panel.type]) declare(`${name}custom`, `${panel.type}.FieldConfig`, custom);
  });
});

const checked = path.join(here, `dashboards-${process.pid}.ts`);
fs.writeFileSync(checked, source.join("\n"));
let found = unknown.join("\n");
try {
  execFileSync(path.join(here, "node_modules/.bin/tsc"),
    ["--ignoreConfig", "--noEmit", "--strict", "--module", "nodenext", "--moduleResolution", "nodenext", "--skipLibCheck", checked], { encoding: "utf8", cwd: here });
} catch (error) {
  found += `${error.stdout}${error.stderr}`;
} finally {
  fs.rmSync(checked);
}

console.log(found || "the dashboards are valid");
process.exitCode = found ? 1 : 0;
