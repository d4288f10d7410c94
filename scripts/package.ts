/** Writes opsrounds-ops-app-<version>.zip: the folder Grafana expects below its plugins directory. */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const { id } = JSON.parse(readFileSync('src/plugin.json', 'utf8')) as { id: string };
const files = readdirSync('dist', { recursive: true, encoding: 'utf8' })
  .filter((file) => statSync(path.join('dist', file)).isFile())
  .sort();
// A fixed time makes the archive of one build the same everywhere.
const mtime = new Date(2020, 0, 1);
const entries: Zippable = Object.fromEntries(
  files.map((file) => [`${id}/${file}`, [readFileSync(path.join('dist', file)), { mtime }]])
);
const target = `${id}-${version}.zip`;
const zip = zipSync(entries, { level: 9 });
writeFileSync(target, zip);
console.log(`${target}: ${files.length} files, ${(zip.length / 1000).toFixed(0)} kB`);
