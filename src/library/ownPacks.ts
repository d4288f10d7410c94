import { withParts } from '../core/calc/withParts';
import type { CheckDefinition } from '../core/check/definition';
import type { OwnPack } from '../core/check/ownPack';
import type { ProbedPack } from '../core/check/packDetection';
import { referenceProblems } from './computedFields';
import type { PackBase } from './overrides';
import { packProbes } from './packProbes';
import { parsePack, type PackReading } from './parsePack';
import { formatContentError, type ContentError } from './readYaml';
import { yamlText } from './slo/yamlText';

/** A pack as it is written, and where: a file, or `packs[0]` of the settings. */
export interface PackText {
  file: string;
  text: string;
}

/** The packs of the settings: the text of an editor stays as it is, with its comments; what is provisioned as data is written out. */
export function packTexts(packs: readonly unknown[]): PackText[] {
  return packs.map((pack, at) => ({
    file: `packs[${at}]`,
    text: typeof pack === 'string' ? pack : yamlText(pack),
  }));
}

type Library = PackBase & { packs?: readonly ProbedPack[] };

/** A library with packs of one's own in it. */
export interface WithOwn {
  checks: readonly CheckDefinition[];
  packs: readonly ProbedPack[];
  own: readonly OwnPack[];
}

interface Read extends PackText {
  key: string;
  id: string;
  reading: PackReading;
  problems: readonly ContentError[];
}

/**
 * The library with packs over it, in whatever order they stand. A pack with a mistake does not count and leaves the others alone;
 * packs that say something of the same check have both a mistake. What they speak of is then unknown: the built-in limits are
 * none that somebody wanted.
 */
export function withOwnPacks<Base extends Library>(base: Base, texts: readonly PackText[]): Base & WithOwn {
  const read = withConflicts(readAll(texts, base), base);
  const good = read.flatMap(({ reading, problems }) => (reading.ok && problems.length === 0 ? [reading.pack] : []));
  const broken = read.filter(({ problems }) => problems.length > 0);
  const overridden = new Map(good.flatMap((pack) => pack.overridden.map((check) => [check.id, check] as const)));
  const known = [
    ...base.checks.map((check) => overridden.get(check.id) ?? check),
    ...good.flatMap(({ checks }) => checks),
  ];
  const { doubted, placeholders } = whatBrokenPacksMean(broken, known);
  const checks = known.map((check) => {
    const reason = doubted.get(check.id);
    return reason === undefined ? check : { ...check, broken: reason };
  });
  const all = withParts([...checks, ...placeholders]);
  const changed = [...overridden.values()].map((check) => ({
    id: check.pack,
    title: check.pack,
    ...packProbes([check]),
  }));
  const packs = [
    ...(base.packs ?? []),
    ...changed.filter(({ id }) => base.packs?.some((pack) => pack.id === id)),
    ...good.flatMap(({ checks: own, id, title, probes, always }) =>
      own.length === 0 ? [] : [{ id, title, probes, always }]
    ),
    ...broken.map(({ id, text }) => ({ id, title: titleIn(text) ?? id, probes: [], always: [] })),
  ];
  return { ...base, checks: all, packs, own: read.map(ownPackOf) };
}

function readAll(texts: readonly PackText[], base: PackBase): Read[] {
  // The address of the editor of a pack that there is not yet.
  const taken = new Set(['new']);
  return texts.map(({ file, text }) => {
    const reading = parsePack(text, file, base);
    const id = reading.ok ? reading.pack.id : (packIdIn(text) ?? file.replace(/\W+/g, '-').replace(/^-|-$/g, ''));
    let key = id;
    for (let count = 2; taken.has(key); count += 1) {
      key = `${id}-${count}`;
    }
    taken.add(key);
    return { file, text, key, id, reading, problems: reading.ok ? [] : reading.errors };
  });
}

/** Each thing that a pack says, as what nobody else may say. */
function claims({ reading }: Read): string[] {
  if (!reading.ok) {
    return [];
  }
  const { id, checks, overridden } = reading.pack;
  return [
    `pack ${id}`,
    ...checks.map((check) => `check ${check.id}`),
    ...overridden.map((check) => `override ${check.id}`),
  ];
}

function withConflicts(read: readonly Read[], base: PackBase): Read[] {
  const owners = new Map<string, string[]>();
  read.forEach((one) =>
    claims(one).forEach((claim) => owners.set(claim, [...(owners.get(claim) ?? []), `${one.file} (${one.id})`]))
  );
  const known = new Map([...base.checks, ...read.flatMap(definedIn)].map((check) => [check.id, check]));
  return read.map((one) => {
    const name = `${one.file} (${one.id})`;
    const shared = claims(one).flatMap((claim) => {
      const other = owners.get(claim)?.find((owner) => owner !== name);
      const [what, id = ''] = claim.split(' ');
      return other === undefined ? [] : [problemAt(one, id, ...sharedWords(what, id, other))];
    });
    const missing = referenceProblems(definedIn(one), known).map(({ check, message, fix }) =>
      problemAt(one, check.id, message, fix)
    );
    return { ...one, problems: [...one.problems, ...shared, ...takenIn(one, base), ...missing] };
  });
}

/** The checks that a pack defines and changes. */
function definedIn({ reading }: Read): readonly CheckDefinition[] {
  return reading.ok ? [...reading.pack.checks, ...reading.pack.overridden] : [];
}

/** What a pack defines although it is there already. */
function takenIn(one: Read, base: PackBase): ContentError[] {
  const { checks, system } = one.reading.ok ? one.reading.pack : { checks: [], system: undefined };
  const taken = checks.flatMap(({ id }) => {
    const owner = base.checks.find((check) => check.id === id);
    const message = `there is a check ${id} in the pack ${owner?.pack} already`;
    const fix = 'give it another id, or change that one among the overrides';
    return owner === undefined ? [] : [problemAt(one, id, message, fix)];
  });
  // What a pack only changes stays in the pack that it is of.
  if (checks.length > 0 && base.checks.some(({ pack }) => pack === one.id)) {
    const message = `there is a pack ${one.id} already`;
    return [problemAt(one, 'pack:', message, 'give it another id, or change its checks among the overrides'), ...taken];
  }
  if (system === undefined || !base.systems.some(({ product }) => product === system.product)) {
    return taken;
  }
  const message = `the line of ${system.product} in the overview is described already`;
  return [...taken, problemAt(one, 'system', message, 'drop system')];
}

function problemAt({ file, text }: PackText, field: string, message: string, fix: string): ContentError {
  return { file, line: lineOf(text, field), column: 1, field, message, fix };
}

function sharedWords(what: string | undefined, id: string, other: string): [message: string, fix: string] {
  switch (what) {
    case 'pack':
      return [`${other} is a pack ${id} as well`, 'give one of them another id, or make one pack of both'];
    case 'check':
      return [`${other} defines a check ${id} as well`, 'give one of them another id'];
    default:
      return [`${other} changes ${id} as well`, 'change it in one of them'];
  }
}

function lineOf(text: string, field: string): number {
  return (
    Math.max(
      0,
      text.split('\n').findIndex((line) => line.includes(field))
    ) + 1
  );
}

const NAMED = /[a-z0-9]+\.[a-z0-9-]+/g;
const DEFINED = /^[ \t-]*id:[ \t]*["']?([a-z0-9]+\.[a-z0-9-]+)["']?[ \t]*(?:#.*)?$/gm;

/**
 * The checks that broken packs speak of. Who reads a text that cannot be read goes by the ids in it: rather one check more is
 * unknown than one is judged by limits that somebody replaced.
 */
function whatBrokenPacksMean(broken: readonly Read[], known: readonly CheckDefinition[]) {
  const doubted = new Map<string, NonNullable<CheckDefinition['broken']>>();
  const placeholders = new Map<string, CheckDefinition>();
  const ids = new Set(known.map(({ id }) => id));
  for (const { id: pack, text, problems } of broken) {
    const [first] = problems;
    const reason = { code: 'bad-definition' as const, ...(first && { detail: formatContentError(first) }) };
    for (const [id] of text.matchAll(NAMED)) {
      if (ids.has(id)) {
        doubted.set(id, reason);
      }
    }
    for (const [, id = ''] of text.matchAll(DEFINED)) {
      if (!ids.has(id)) {
        placeholders.set(id, placeholder(id, pack, reason));
      }
    }
  }
  return { doubted, placeholders: [...placeholders.values()] };
}

/** Stands for a check that cannot be read, so that it is not missing from where it was. */
function placeholder(id: string, pack: string, broken: NonNullable<CheckDefinition['broken']>): CheckDefinition {
  return {
    id,
    pack,
    title: id,
    finding: id,
    kind: 'prometheus',
    mode: 'value',
    query: '',
    presence: '',
    by: [],
    unit: 'none',
    op: 'none',
    thresholds: [],
    vanish: 'unknown',
    absent: 'unknown',
    remediation: 'Correct its pack.',
    severity: 'warning',
    seeds: [],
    broken,
  };
}

/** The id of a pack, whether its text can be read or not. */
export function packIdIn(text: string): string | undefined {
  return /^pack:[ \t]*["']?([a-z0-9]+(?:-[a-z0-9]+)*)["']?[ \t]*(?:#.*)?$/m.exec(text)?.[1];
}

function titleIn(text: string): string | undefined {
  return /^title:[ \t]*["']?([^"'#\n]+)/m.exec(text)?.[1]?.trim();
}

function ownPackOf({ key, id, text, reading, problems }: Read): OwnPack {
  const pack = reading.ok ? reading.pack : undefined;
  return {
    key,
    id,
    title: pack?.title ?? titleIn(text) ?? id,
    text,
    checks: (pack?.checks ?? []).map((check) => check.id),
    customised: (pack?.overridden ?? []).map((check) => check.id),
    problems: problems.map(({ file: _file, ...problem }) => problem),
  };
}
