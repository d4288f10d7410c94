/** @jest-environment node */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const SRC = resolve(__dirname, '../src');

/** What may be loaded later and brings the parsers of PromQL and LogQL along: editors, and what compiles packs of one's own. */
const MAY_PARSE: readonly string[] = [
  'library/ownPacks.ts',
  'pages/scorecards/editor/EditorPage.tsx',
  'pages/setup/packs/PackEditorPage.tsx',
];

const IMPORT = /(?:^import (?!type )[^'"]*?|^export [^'"]*? from |import\()\s*['"]([^'"]+)['"]/gm;

interface Imported {
  file: string;
  isLater: boolean;
}

function importsOf(file: string): Imported[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([text, name = '']) => ({
    file: name.startsWith('.') ? sourceOf(resolve(dirname(file), name)) : name,
    isLater: text.includes('import('),
  }));
}

function sourceOf(path: string): string {
  return [path, `${path}.ts`, `${path}.tsx`].find((one) => /\.\w+$/.test(one) && existsSync(one)) ?? path;
}

/** The ways from an entry of the browser to a parser, without what may bring them along. */
function waysToParsers(entry: string): string[] {
  const seen = new Set<string>();
  const ways: string[] = [];
  const visit = (file: string, way: readonly string[]) => {
    if (seen.has(file)) {
      return;
    }
    seen.add(file);
    for (const next of importsOf(file)) {
      if (next.file.includes('lezer')) {
        ways.push([...way, next.file].join(' > '));
      } else if (next.file.startsWith(SRC) && !(next.isLater && MAY_PARSE.includes(relative(SRC, next.file)))) {
        visit(next.file, [...way, relative(SRC, next.file)]);
      }
    }
  };
  visit(entry, [relative(SRC, entry)]);
  return ways;
}

const ENTRIES = [
  'module.tsx',
  ...['panels', 'datasources'].flatMap((kind) =>
    readdirSync(join(SRC, kind)).map((name) => `${kind}/${name}/module.ts`)
  ),
].filter((file) => existsSync(join(SRC, file)));

test.each(ENTRIES)("%s loads no parser but with an editor, or with packs of one's own", (entry) => {
  expect(waysToParsers(join(SRC, entry))).toEqual([]);
});

test.each(MAY_PARSE)('%s does bring one along', (file) => {
  expect(waysToParsers(join(SRC, file)).length).toBeGreaterThan(0);
});
