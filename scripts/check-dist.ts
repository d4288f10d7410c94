/** What ships is what was meant: files of dist/, sizes of its entries, and nothing of Node or of the demo in it. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { gzipSync } from 'node:zlib';

const DIST = 'dist';
const KB = 1000;
const ENTRY_LIMIT = 20 * KB;
const CHUNK_LIMIT = 150 * KB;
const PDF_CHUNK_LIMIT = 220 * KB;
/**
 * Of the parsers of PromQL and LogQL, which come with the editors and with what compiles packs of one's own alone (decision 0023):
 * in their chunk, or in one without anything of a screen. `parsers.test.ts` tells who loads that.
 */
const PARSER = /lezer/;
const EDITOR = /(scorecards\/editor\/EditorPage|setup\/packs\/PackEditorPage)\.tsx/;
const SCREEN = /\.\/(pages|panels|datasources|sources|ui)\//;
/** Modules that have no place in the browser: of Node, of the demo and of tests. */
const FOREIGN = /transport\/node\.ts|\.\/cli\/|\/demo\/|\/tests\/|\/(testData|fake[A-Z]\w*)\.tsx?/;

const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) =>
  statSync(path.join(DIST, file)).isFile()
);
const problems: string[] = [];

function expectFile(file: string) {
  if (!files.includes(file)) {
    problems.push(`${file} is missing`);
  }
}

const manifests = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => path.basename(file) === 'plugin.json'
);
for (const manifest of manifests) {
  const folder = path.dirname(manifest);
  const source = JSON.parse(readFileSync(path.join('src', manifest), 'utf8')) as { info: { logos: { small: string } } };
  [manifest, path.join(folder, 'module.js'), path.join(folder, source.info.logos.small)].forEach(expectFile);
}
['README.md', 'CHANGELOG.md', 'LICENSE'].forEach(expectFile);

for (const file of files) {
  const bytes = readFileSync(path.join(DIST, file));
  if (/\.test\.|node_modules/.test(file)) {
    problems.push(`${file} does not belong into dist`);
  }
  if (file.endsWith('.json') && path.basename(file) !== 'plugin.json') {
    problems.push(`${file}: every JSON file below src ships; move it out of src`);
  }
  if (file.endsWith('.js')) {
    checkScript(file, bytes);
  }
}

/** A script's size, and what went into it according to its source map. */
function checkScript(file: string, bytes: Buffer) {
  const { sources } = JSON.parse(readFileSync(path.join(DIST, `${file}.map`), 'utf8')) as { sources: string[] };
  const isPdf = sources.some((source) => source.includes('/pdfkit/'));
  const limit = path.basename(file) === 'module.js' ? ENTRY_LIMIT : isPdf ? PDF_CHUNK_LIMIT : CHUNK_LIMIT;
  const size = gzipSync(bytes).length;
  if (size > limit) {
    problems.push(`${file} is ${Math.round(size / KB)} kB gzip, limit ${limit / KB}`);
  }
  const mayParse =
    path.basename(file) !== 'module.js' &&
    (sources.some((source) => EDITOR.test(source)) || !sources.some((source) => SCREEN.test(source)));
  const foreign = sources.filter((source) => FOREIGN.test(source) || (PARSER.test(source) && !mayParse));
  if (foreign.length > 0) {
    problems.push(`${file} holds ${foreign.join(', ')}, which has no place in the browser`);
  }
}

/**
 * Plugins of one page have a webpack runtime each and share their chunks, so that a module that differs between chunks is
 * whatever was loaded last: an export that one plugin needs is missing then, now and again.
 */
function checkModules() {
  const found = new Map<string, { exports: string; file: string }>();
  const chunks = files.filter((file) => file.endsWith('.js') && path.basename(file) !== 'module.js');
  for (const file of chunks) {
    const script = readFileSync(path.join(DIST, file), 'utf8');
    const [, list] = /^[^{]{0,200}?\(self(?:\.|\[")(webpackChunk\w+)/.exec(script) ?? [];
    if (list === undefined) {
      continue;
    }
    const self = { [list]: [] as Array<[unknown, Record<string, unknown>]> };
    vm.runInNewContext(script, { self });
    for (const [id, module] of self[list]?.flatMap(([, modules]) => Object.entries(modules)) ?? []) {
      const first = found.get(id);
      const exports = exportsOf(String(module));
      if (first && first.exports !== exports) {
        problems.push(`module ${id} does not export the same in ${first.file} and ${file}`);
      }
      found.set(id, first ?? { exports, file });
    }
  }
  if (found.size === 0) {
    problems.push('no chunk could be read');
  }
}
checkModules();

/** Names that a module offers, by webpack's `d(exports, {name:()=>...})`; what is local may have another name in each chunk. */
function exportsOf(code: string): string {
  const lists = [...code.matchAll(/\.d\(\w+,\s*\{([^}]*)\}/g)].map(([, list = '']) => list);
  return lists
    .flatMap((list) => [...list.matchAll(/([\w$]+):\s*\(\)/g)].map(([, name]) => name))
    .sort()
    .join(' ');
}

if (problems.length > 0) {
  console.error(problems.map((problem) => `dist: ${problem}`).join('\n'));
  process.exit(1);
}
console.log(`dist: ${files.length} files, ${manifests.length} plugins, all sizes within their limits`);
