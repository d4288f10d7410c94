/** @jest-environment node */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** How the product spells, and what it calls what one can do: read from its own texts. */

const ROOT = path.join(__dirname, '..');

function files(folder: string, of: RegExp, but = /$^/): string[] {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .filter((file) => of.test(file) && !but.test(file));
}

interface Text {
  file: string;
  text: string;
}

const PROGRAMS = files('src', /\.tsx?$/, /\.test\.tsx?$|\.gen\.ts$|testData|\.d\.ts$/).map((file) => ({
  file,
  tree: ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true),
}));

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** Strings that are words to be read, and not names of something: they have a space. */
function stringsOf({ file, tree }: (typeof PROGRAMS)[number]): Text[] {
  const found: Text[] = [];
  visit(tree, (node) => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node);
    if ((isText || ts.isTemplateTail(node) || ts.isJsxText(node)) && /\S \S/.test(node.text)) {
      found.push({ file, text: node.text });
    }
  });
  return found;
}

/** Queries, code and what stands in backticks are other people's words. */
function proseOf(file: string): Text {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '')
    .replace(/\{[^}\n]*=~?"[^}\n]*\}/g, '');
  return { file, text };
}

const TEXTS: readonly Text[] = [
  ...PROGRAMS.flatMap(stringsOf),
  ...[
    ...files('src/library/packs', /\.yaml$/),
    ...files('src/library/checklists', /\.yaml$/),
    ...files('src/library/kpis', /\.yaml$/),
    ...files('docs', /\.md$/),
    'README.md',
    'src/README.md',
    'CHANGELOG.md',
  ].map(proseOf),
];

const AMERICAN: readonly RegExp[] = [
  // Everything in -ize but what is spelled so in Britain too, and names of CloudWatch.
  /\b(?!siz|\w*_|\w*(?:resiz|oversiz|priz|seiz|capsiz)|authorization\b|unauthorized\b|kustomiz|bzip|rsiz|(?:CPU|Memory)Utilization\b)\w{2,}iz(?:e[ds]?|ing|ations?|ers?)\b/i,
  /\b\w+lyz(?:e[ds]?|ing)\b/i,
  /\b(?:behavior|color(?!s?[.:])|favor|honor|labor|neighbor)(?:s|ed|ing|al)?\b/i,
  /\b(?:center|meter(?!s? of))(?:ed|ing)\b|\bgray\b/i,
  /\b(?:cancel|label|model|travel|signal|fuel)(?:ed|ing)\b/i,
  /\b(?:defense|offense|fulfill|skeptical|artifact|aging|mold)\b/i,
  /\bfile systems?\b/i,
];

/** `Authorization` is a header and `unauthorized` a reason code; RFC and HTTP spell them so. */
function refused({ text }: Text): string[] {
  return AMERICAN.flatMap((rule) => rule.exec(text)?.[0] ?? []);
}

test('all texts are spelled as in Britain, and each word in one way', () => {
  expect(TEXTS.length).toBeGreaterThan(1000);
  const found = TEXTS.flatMap((text) => refused(text).map((word) => `${text.file}: ${word}`));
  expect([...new Set(found)]).toEqual([]);
});

test.each([
  'Utilization',
  'organization admin',
  'it was canceled',
  'analyzed',
  'the file system',
  'a gray cell',
  'labeled',
])('refuses "%s"', (text) => expect(refused({ file: '', text })).toHaveLength(1));

test.each(['utilisation', 'the size', 'resized', 'Authorization', 'a prize', 'cancelled', 'colours', 'Kustomization'])(
  'takes "%s"',
  (text) => expect(refused({ file: '', text })).toEqual([])
);

/** The one phrase of each thing that can be done; the others mean the same and are said nowhere. */
const PHRASES: ReadonlyArray<readonly [phrase: string, means: string, others: RegExp]> = [
  [
    'Re-check',
    'ask the data sources of the checks again',
    /^(re-?check (now|again)|recheck|look again|check again|retry now)$/i,
  ],
  ['Refresh', 'read again what a page shows', /^(reload|read again|read anew|refresh now|update)$/i],
  ['Retry', 'ask again for what could not be had', /^(try again|retry again|again)$/i],
  ['Cancel', 'end what is under way', /^(abort|stop)$/i],
  ['Open in Explore', 'the query in Explore', /^(explore|show in explore|in explore|query in explore)$/i],
  [
    'Data source settings',
    'where a data source is set up',
    /^(data source|source settings|settings|open data source)$/i,
  ],
  [
    'Add a data source',
    'the list of types to add',
    /^(add (data )?source|add a source|new data source|connect a source)$/i,
  ],
  ['What to do:', 'advice of a check or a cause', /^(advice:?|remediation:?|how to fix:?|fix:?)$/i],
];

/** English of the texts of buttons, links and labels, with their keys: `t('key', 'English')`. */
function translated(): Array<{ key: string; english: string; inButton: boolean }> {
  return PROGRAMS.flatMap(({ tree }) => {
    const found: Array<{ key: string; english: string; inButton: boolean }> = [];
    visit(tree, (node) => {
      if (ts.isCallExpression(node) && node.expression.getText() === 't') {
        const [key, english] = node.arguments;
        if (key && english && ts.isStringLiteralLike(key) && ts.isStringLiteralLike(english)) {
          found.push({ key: key.text, english: english.text, inButton: isInButton(node) });
        }
      }
    });
    return found;
  });
}

function isInButton(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isJsxElement(at)) {
      return /Button$|Link$|^button$|^a$/.test(at.openingElement.tagName.getText());
    }
  }
  return false;
}

test('one action has one phrase', () => {
  const said = translated();
  for (const [phrase, , others] of PHRASES) {
    expect(said.map(({ english }) => english)).toContain(phrase);
    expect(said.filter(({ english, inButton }) => inButton && others.test(english))).toEqual([]);
  }
});

test('a key has one text', () => {
  const texts = new Map<string, Set<string>>();
  translated().forEach(({ key, english }) => texts.set(key, (texts.get(key) ?? new Set()).add(english)));
  expect([...texts].filter(([, englishes]) => englishes.size > 1).map(([key]) => key)).toEqual([]);
});
