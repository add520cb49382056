// What an injection policy makes of a Pod:
//   node inject.js policy.yaml pod.yaml      prints the changed Pod as JSON, or "null" if the policy leaves it alone
// There is no API server here, so this reads the two kinds of policy itself. Expressions are evaluated by libraries for their languages, CEL and
// JMESPath. CEL's typed objects, Object.spec.volumes{name: "x"}, which only Kubernetes knows, are taken for the maps that they stand for.
import fs from "node:fs";
import { Environment } from "@marcbachmann/cel-js";
import jsonPatch from "fast-json-patch";
import jmespath from "jmespath";
import * as yaml from "js-yaml";

const [policy] = yaml.loadAll(fs.readFileSync(process.argv[2], "utf8"));
const pod = yaml.load(fs.readFileSync(process.argv[3], "utf8"));

// The maps that stand for typed objects have members of many types.
const cel = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });

function hasLabels(labels) {
  return Object.entries(labels ?? {}).every(([name, value]) => pod.metadata.labels?.[name] === value);
}

function mutating({ spec }) {
  const matches = hasLabels(spec.matchConstraints.objectSelector.matchLabels)
    && spec.matchConditions.every(({ expression }) => cel.evaluate(expression, { object: pod }));
  if (!matches) return null;

  const variables = {};
  for (const { name, expression } of spec.variables) variables[name] = evaluateTyped(expression, variables);
  const [{ jsonPatch: { expression } }] = spec.mutations;
  return jsonPatch.applyPatch(pod, evaluateTyped(expression, variables)).newDocument;
}

function evaluateTyped(expression, variables) {
  const asMaps = expression
    .replaceAll(/\b(Object(\.\w+)*|JSONPatch)\{/g, "{")
    .replaceAll(/([{,]\s*)(\w+):/g, '$1"$2":');
  return cel.evaluate(asMaps, { object: pod, variables });
}

function kyverno({ spec }) {
  const [{ match, preconditions, mutate }] = spec.rules;
  const [{ resources }] = match.any;
  const [{ key, value: names }] = preconditions.all;
  const isWanted = hasLabels(resources.selector.matchLabels)
    && Object.keys(resources.annotations).every(name => pod.metadata.annotations?.[name]);
  return isWanted && !substituted(names).includes(key) ? merged(pod, substituted(mutate.patchStrategicMerge)) : null;
}

// A strategic merge as far as these policies need one: elements of lists go by their names, new ones come first.
function merged(base, patch) {
  if (Array.isArray(base) && Array.isArray(patch)) {
    const added = patch.filter(({ name }) => !base.some(element => element.name === name));
    return [...added, ...base.map(element => merged(element, patch.find(({ name }) => name === element.name) ?? {}))];
  }

  if (typeof base !== "object" || typeof patch !== "object") return patch;
  return Object.fromEntries([...new Set([...Object.keys(base), ...Object.keys(patch)])].map(
    name => [name, !(name in base) ? patch[name] : !(name in patch) ? base[name] : merged(base[name], patch[name])]));
}

function substituted(node) {
  if (Array.isArray(node)) return node.map(substituted);
  if (node && typeof node === "object") return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, substituted(value)]));
  const whole = typeof node === "string" && node.match(/^\{\{(.*)\}\}$/);
  return whole ? jmespath.search({ request: { object: pod } }, whole[1].trim()) : node;
}

const changed = policy.kind === "ClusterPolicy" ? kyverno(policy) : mutating(policy);
console.log(JSON.stringify(changed, (_, value) => typeof value === "bigint" ? Number(value) : value, 1));
