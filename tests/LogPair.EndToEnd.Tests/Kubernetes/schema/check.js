// Checks manifests against Kubernetes' schemas and the Prometheus operator's, in two ways, because each finds what the other does not:
// the compiled JSON schemas know what is required, patterns and ranges; TypeScript's excess-property check knows every field's name.
//   node check.js a.yaml b.yaml      prints one line for each fault, and exits with 1 if there is one
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as yaml from "js-yaml";

const here = path.dirname(fileURLToPath(import.meta.url));
// Where the types of a group are, and what the names of its schemas end with before version and kind.
const packages = {
  "monitoring.coreos.com": ["@kubernetes-models/prometheus-operator", "Monitoring"],
  "kyverno.io": ["@kubernetes-models/kyverno", "KyvernoApiKyverno"],
};

function groupAndVersion(apiVersion) {
  return apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
}

function upper(text) {
  return text[0].toUpperCase() + text.slice(1);
}

function packageOf(group) {
  return packages[group] ?? ["kubernetes-models", `IoK8sApi${upper((group || "core").split(".")[0])}`];
}

function schemaFile(group, version, kind) {
  const [name, prefix] = packageOf(group);
  const directory = path.join(here, "node_modules", name, "_schemas");
  const file = fs.readdirSync(directory).find(file => file.endsWith(`${prefix}${upper(version)}${kind}.js`));
  return file && path.join(directory, file);
}

const faults = [];
const documents = process.argv.slice(2).flatMap(file => yaml.loadAll(fs.readFileSync(file, "utf8"))
  .filter(Boolean).map(document => ({ file, document, name: `${document.kind} ${document.metadata?.name}` })));

// kustomize breaks base64 into lines; Kubernetes takes it so, the schema's pattern does not.
for (const { document } of documents.filter(({ document }) => document.kind === "Secret"))
  for (const [key, value] of Object.entries(document.data ?? {})) document.data[key] = value.replaceAll("\n", "");

for (const { file, document, name } of documents) {
  const schema = schemaFile(...groupAndVersion(document.apiVersion), document.kind);
  if (!schema) {
    faults.push(`${file}: ${name}: there is no schema for ${document.apiVersion}`);
    continue;
  }

  const { validate } = await import(pathToFileURL(schema).href);
  if (!validate(document)) for (const error of validate.errors) faults.push(`${file}: ${name}: ${error.instancePath} ${error.message ?? error.keyword}`);
}

const source = documents.map(({ document }, index) => {
  const [group, version] = groupAndVersion(document.apiVersion);
  const module = [packageOf(group)[0], group, version, document.kind].filter(Boolean).join("/");
  return `import type { I${document.kind} as T${index} } from "${module}";\nexport const d${index}: T${index} = ${JSON.stringify(document, null, 1)};\n`;
});
const checked = path.join(here, `checked-${process.pid}.ts`);
fs.writeFileSync(checked, source.join(""));
try {
  execFileSync(path.join(here, "node_modules/.bin/tsc"),
    ["--ignoreConfig", "--noEmit", "--strict", "--module", "nodenext", "--moduleResolution", "nodenext", "--skipLibCheck", checked], { encoding: "utf8", cwd: here });
} catch (error) {
  faults.push(`${error.stdout}${error.stderr}`);
} finally {
  fs.rmSync(checked);
}

console.log(faults.length === 0 ? `${documents.length} documents are valid` : faults.join("\n"));
process.exitCode = faults.length === 0 ? 0 : 1;
