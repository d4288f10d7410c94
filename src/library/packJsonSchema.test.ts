/** @jest-environment node */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { packJsonSchema } from './packJsonSchema';
import { CHECK, HEAD } from './testData';

const schema = z.fromJSONSchema(packJsonSchema() as z.core.JSONSchema.JSONSchema);
const accepts = (text: string) => schema.safeParse(parse(text)).success;
const folder = path.join(__dirname, 'packs');

it.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('takes the built-in pack %s', (name) => {
  expect(accepts(readFileSync(path.join(folder, name), 'utf8'))).toBe(true);
});

it.each([
  ['a unit that there is not', 'unit: ratio', 'unit: percent'],
  ['a field that there is not', 'severity: critical', 'severity: critical\n    sevrity: critical'],
  ['a missing field', 'severity: critical', ''],
  ['an id without its dot', 'id: t.disk', 'id: disk'],
  ['a duration without its unit', 'op: gt', 'op: gt\n    sustained: 15'],
])('refuses %s', (_, written, instead) => {
  expect(accepts(HEAD + CHECK)).toBe(true);
  expect(accepts((HEAD + CHECK).replace(written, instead))).toBe(false);
});

it('says what each field of a check is', () => {
  const { properties } = packJsonSchema() as {
    properties: { checks: { items: { properties: Record<string, { description?: string }> } } };
  };
  expect(properties.checks.items.properties['query']?.description).toMatch(/^PromQL/);
});

it('knows the fields of an override, of which none is needed and none is filled in', () => {
  const head = HEAD.replace('checks:\n', '');
  expect(accepts(`${head}overrides: { node.disk: { warn: 0.8 }, node.up: { thresholds: [] } }\n`)).toBe(true);
  expect(accepts(`${head}overrides: { node.disk: { warm: 0.8 } }\n`)).toBe(false);
  expect(accepts(`${head}overrides: { node.disk: { unit: percent } }\n`)).toBe(false);
  expect(accepts(`${head}overrides: { node.disk: { id: node.other } }\n`)).toBe(false);
});
