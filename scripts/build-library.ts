/**
 * Compiles src/library/packs, checklists, kpis and backups to src/library/builtin.gen.ts, what their checks say to docs/sentences.md, and
 * the catalogues of key figures and of checklists to docs/kpis.md and docs/checklists.md, and where each task of the guides is to
 * docs/coverage.md, and the schema of packs for editors to docs/pack.schema.json. With --check it writes nothing and ends with 1 when what is committed is not what the content compiles to.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CheckDefinition } from '../src/core/check/definition';
import type { ProbedPack } from '../src/core/check/packDetection';
import type { ChecklistTemplate } from '../src/core/checklist/template';
import type { KpiDefinition } from '../src/core/kpi/definition';
import type { BackupObjectives } from '../src/core/products/backups/objectiveSchema';
import type { PackSystem } from '../src/core/products/packSystems';
import { referenceProblems } from '../src/library/computedFields';
import { packJsonSchema } from '../src/library/packJsonSchema';
import { parseBackupObjectives } from '../src/library/parseBackupObjectives';
import { parseChecklist } from '../src/library/parseChecklist';
import { parseKpis } from '../src/library/parseKpis';
import { parsePack } from '../src/library/parsePack';
import { formatContentError, type ContentError } from '../src/library/readYaml';
import { inCalendarOrder, renderChecklists } from './checklists';
import { readCoverage, renderCoverage } from './coverage';
import { renderKpis, type KpiGroup } from './kpis';
import { renderSentences } from './sentences';

const ROOT = join(__dirname, '..');
const LIBRARY = join(ROOT, 'src/library');
const MODULE = 'src/library/builtin.gen.ts';
const SENTENCES = 'docs/sentences.md';
const KPIS = 'docs/kpis.md';
const CHECKLISTS = 'docs/checklists.md';
const COVERAGE = 'docs/coverage.md';
const PACK_SCHEMA = 'docs/pack.schema.json';
const COVERAGE_DATA = 'src/library/coverage.yaml';

interface Library {
  packs: readonly ProbedPack[];
  systems: readonly PackSystem[];
  checks: readonly CheckDefinition[];
  checklists: readonly ChecklistTemplate[];
  kpis: readonly KpiDefinition[];
  kpiGroups: readonly KpiGroup[];
  backupObjectives: BackupObjectives;
  errors: readonly ContentError[];
}

function readFolder(name: string): Array<{ file: string; text: string }> {
  const folder = join(LIBRARY, name);
  return readdirSync(folder)
    .filter((entry) => entry.endsWith('.yaml'))
    .sort()
    .map((entry) => ({ file: relative(ROOT, join(folder, entry)), text: readFileSync(join(folder, entry), 'utf8') }));
}

function compile(): Library {
  const errors: ContentError[] = [];
  const checks: CheckDefinition[] = [];
  const ids = new Set<string>();
  const packs: ProbedPack[] = [];
  const systems: PackSystem[] = [];
  for (const { file, text } of readFolder('packs')) {
    const reading = parsePack(text, file);
    if (!reading.ok) {
      errors.push(...reading.errors);
      continue;
    }
    const { id, title, probes, always } = reading.pack;
    packs.push({ id, title, probes, always });
    systems.push(...(reading.pack.system ? [reading.pack.system] : []));
    for (const check of reading.pack.checks) {
      if (ids.has(check.id)) {
        const message = `the id "${check.id}" is already used in another pack`;
        errors.push({ file, line: 1, column: 1, field: check.id, message, fix: 'give each check its own id' });
      }
      ids.add(check.id);
      checks.push(check);
    }
  }
  const byId = new Map(checks.map((check) => [check.id, check]));
  errors.push(
    ...referenceProblems(checks, byId).map(({ check, message, fix }) => errorIn('packs', check.id, message, fix))
  );
  const checklists: ChecklistTemplate[] = [];
  if (errors.length > 0) {
    // Every check of a broken pack would be reported once more as missing.
    const backupObjectives = { rules: [], places: [] };
    return { packs, systems, checks, checklists, kpis: [], kpiGroups: [], backupObjectives, errors };
  }
  for (const { file, text } of readFolder('checklists')) {
    const reading = parseChecklist(text, file, ids);
    if (reading.ok) {
      checklists.push(reading.checklist);
    } else {
      errors.push(...reading.errors);
    }
  }
  checklists.sort(inCalendarOrder);
  const backupObjectives = compileBackups(errors);
  const figures = compileKpis(errors);
  errors.push(...strangers(checks, checklists, figures.kpis));
  return { packs, systems, checks, checklists, ...figures, backupObjectives, errors };
}

function errorIn(folder: string, field: string, message: string, fix: string): ContentError {
  return { file: `src/library/${folder}`, line: 1, column: 1, field, message, fix };
}

/** What checks of kind `journal` ask about and nobody has. */
function strangers(
  checks: readonly CheckDefinition[],
  checklists: readonly ChecklistTemplate[],
  kpis: readonly KpiDefinition[]
): ContentError[] {
  const known = new Set([
    ...checklists.flatMap(({ id, items }) => [id, ...items.map((item) => `${id}/${item.id}`)]),
    ...kpis.flatMap(({ id, feeds }) => (feeds.some(({ kind }) => kind === 'manual') ? [id] : [])),
  ]);
  return checks.flatMap(({ id, journal }) =>
    (journal?.of ?? [])
      .filter((of) => !known.has(of))
      .map((of) =>
        errorIn('packs', id, `there is no ${of}`, 'name a list, an item of one, or a figure entered by hand')
      )
  );
}

function compileBackups(errors: ContentError[]): BackupObjectives {
  const found = readFolder('backups').flatMap(({ file, text }) => {
    const reading = parseBackupObjectives(text, file);
    if (!reading.ok) {
      errors.push(...reading.errors);
    }
    return reading.ok ? reading.objectives : [];
  });
  return { rules: found.flatMap(({ rules }) => rules), places: found.flatMap(({ places }) => places) };
}

function compileKpis(errors: ContentError[]): Pick<Library, 'kpis' | 'kpiGroups'> {
  const kpis: KpiDefinition[] = [];
  const kpiGroups: KpiGroup[] = [];
  for (const { file, text } of readFolder('kpis')) {
    const reading = parseKpis(text, file);
    if (!reading.ok) {
      errors.push(...reading.errors);
      continue;
    }
    for (const kpi of reading.kpis) {
      if (kpis.some(({ id }) => id === kpi.id)) {
        const message = `the id "${kpi.id}" is already used in another file`;
        errors.push({ file, line: 1, column: 1, field: kpi.id, message, fix: 'give each key figure its own id' });
      }
    }
    kpiGroups.push(reading.group);
    kpis.push(...reading.kpis);
  }
  return { kpis, kpiGroups };
}

function render({ packs, systems, checks, checklists, kpis, backupObjectives }: Library): string {
  const numbers = (list: string) => list.replace(/\s+/g, ' ').trim();
  // Numbers stand on one line; a string has no line breaks of its own.
  const json = (value: unknown) =>
    JSON.stringify(value, null, 2).replace(/\[\n((?:\s*\d+,?\n)+)\s*\]/g, (_, list: string) => `[${numbers(list)}]`);
  return `// Generated by "npm run library" from packs, checklists, kpis and backups/*.yaml. Do not edit.
import type { CheckDefinition } from '../core/check/definition';
import type { ProbedPack } from '../core/check/packDetection';
import type { ChecklistTemplate } from '../core/checklist/template';
import type { KpiDefinition } from '../core/kpi/definition';
import type { BackupObjectives } from '../core/products/backups/objectiveSchema';
import type { PackSystem } from '../core/products/packSystems';
import { withParts } from '../core/calc/withParts';

// prettier-ignore
export const builtin: { packs: readonly ProbedPack[]; systems: readonly PackSystem[]; checks: readonly CheckDefinition[]; checklists: readonly ChecklistTemplate[]; kpis: readonly KpiDefinition[]; backupObjectives: BackupObjectives } = {
  packs: ${json(packs)},
  systems: ${json(systems)},
  checks: withParts(${json(checks)}),
  checklists: ${json(checklists)},
  kpis: ${json(kpis)},
  backupObjectives: ${json(backupObjectives)},
};
`;
}

function main(): number {
  const library = compile();
  if (library.errors.length > 0) {
    console.error(library.errors.map(formatContentError).join('\n'));
    return 1;
  }
  const coverage = readCoverage(readFileSync(join(ROOT, COVERAGE_DATA), 'utf8'), COVERAGE_DATA, library);
  if (!coverage.ok) {
    console.error(coverage.errors.map(formatContentError).join('\n'));
    return 1;
  }
  const targets = [
    { file: MODULE, text: render(library) },
    { file: SENTENCES, text: renderSentences(library.packs, library.checks) },
    { file: KPIS, text: renderKpis(library.kpiGroups, library.kpis) },
    { file: CHECKLISTS, text: renderChecklists(library.checklists) },
    { file: COVERAGE, text: renderCoverage(coverage.coverage, library) },
    { file: PACK_SCHEMA, text: `${JSON.stringify(packJsonSchema(), null, 2)}\n` },
  ];
  if (!process.argv.includes('--check')) {
    targets.forEach(({ file, text }) => writeFileSync(join(ROOT, file), text));
    console.log(
      `${library.checks.length} checks, ${library.checklists.length} checklists, ${library.kpis.length} key figures`
    );
    return 0;
  }
  const stale = targets.filter(({ file, text }) => readFileSync(join(ROOT, file), 'utf8') !== text);
  stale.forEach(({ file }) =>
    console.error(`${file} is not what the content compiles to. Fix: npm run library, and commit it.`)
  );
  return stale.length === 0 ? 0 : 1;
}

process.exitCode = main();
