/** @jest-environment node */
import type { CheckDefinition } from '../check/definition';
import { NO_MEMORY, type KnownEntity } from '../check/memory';
import { checkDefinition } from '../check/testData';
import type { Inventory } from './port';
import type { MeasureTable, Read } from './read';
import { readChecked } from './readChecked';

interface Parts {
  fast: number;
  slow: number;
}

const given = (value: number): Read<number> => ({ ok: true, value, atMs: 1000 });
const valueOf = (read: Read<number> | undefined) => (read?.ok ? read.value : null);

function measure(needs: ReadonlyArray<keyof Parts>, seen: string[], name: string): MeasureTable<Parts>[string] {
  return {
    needs,
    labels: [],
    paths: [],
    observe: (snapshot) => {
      seen.push(name);
      const value = needs.reduce((sum, part) => sum + (valueOf(snapshot[part]) ?? NaN), 0);
      return { entities: [{ labels: {}, value, sampleMs: 1000, trend: [] }] };
    },
  };
}

const check = (query: string): CheckDefinition => ({
  ...checkDefinition(),
  id: `x.${query}`,
  kind: 'proxmox',
  query,
  by: ['cluster'],
  op: 'gt',
  warn: 5,
  fail: 10,
});

/** A server whose parts arrive when the test says so. */
function server(tellsParts: boolean) {
  const arrive = new Map<keyof Parts, (read: Read<number>) => void>();
  const parts = new Map<keyof Parts, Promise<Read<number>>>(
    (['fast', 'slow'] as const).map((part) => [part, new Promise((resolve) => arrive.set(part, resolve))])
  );
  const source: Inventory<Parts> = {
    uid: 'uid',
    name: 'server',
    async read(names, { onPart }) {
      const entries = await Promise.all(
        names.map(async (name) => {
          const read = await parts.get(name)!;
          if (tellsParts) {
            onPart?.(name, read);
          }
          return [name, read] as const;
        })
      );
      return Object.fromEntries(entries) as never;
    },
    forget: () => undefined,
  };
  return { source, arrive: (part: keyof Parts, read: Read<number>) => arrive.get(part)?.(read) };
}

function start(tellsParts = true) {
  const { source, arrive } = server(tellsParts);
  const seen: string[] = [];
  const measures = {
    early: measure(['fast'], seen, 'early'),
    late: measure(['slow'], seen, 'late'),
    both: measure(['fast', 'slow'], seen, 'both'),
  };
  let nowMs = 2000;
  const reading = readChecked(source, ['fast'], [check('both'), check('early'), check('late')], measures, {
    clock: () => (nowMs += 1),
    signal: new AbortController().signal,
  });
  return { reading, arrive, seen };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('a check is judged once, when its own parts are there, whatever is still asked for', async () => {
  const { reading, arrive, seen } = start();
  arrive('fast', given(7));
  await settle();
  expect(seen).toEqual(['early']);
  arrive('slow', given(4));
  const { checks, snapshot } = await reading;
  expect(seen).toEqual(['early', 'both', 'late']);
  expect(checks.map(({ definition, verdict }) => [definition.query, verdict])).toEqual([
    ['both', 'fail'],
    ['early', 'warn'],
    ['late', 'pass'],
  ]);
  expect(snapshot).toEqual({ fast: given(7), slow: given(4) });
  expect(checks[0]?.entities[0]?.key).toBe('uid|cluster=server');
});

test('a server that tells nothing before the end is judged then', async () => {
  const { reading, arrive, seen } = start(false);
  arrive('slow', given(4));
  arrive('fast', given(7));
  const { checks } = await reading;
  expect(seen).toEqual(['both', 'early', 'late']);
  expect(checks.map(({ verdict }) => verdict)).toEqual(['fail', 'warn', 'pass']);
});

test('a part that is refused makes its own checks unknown, and says how long that took', async () => {
  const { reading, arrive, seen } = start();
  arrive('slow', { ok: false, reason: { code: 'not-permitted' } });
  arrive('fast', given(1));
  const { checks } = await reading;
  expect(seen).toEqual(['early']);
  expect(checks.map(({ verdict }) => verdict)).toEqual(['unknown', 'pass', 'unknown']);
  expect(checks[2]?.reason).toEqual({ code: 'not-permitted' });
  expect(checks[2]?.evidence[0]?.durationMs).toBeGreaterThan(0);
});

test('what was not well when it was signed and is not read any more is judged from what is remembered', async () => {
  const { source, arrive } = server(true);
  const known: KnownEntity = { sourceUid: 'uid', labels: { cluster: 'gone' }, verdict: 'fail', value: 12, seenMs: 500 };
  const elsewhere: KnownEntity = { ...known, sourceUid: 'other' };
  const read = readChecked(
    source,
    [],
    [check('quick')],
    { quick: measure(['fast'], [], 'quick') },
    {
      clock: () => 2000,
      signal: new AbortController().signal,
      memory: { ...NO_MEMORY, known: () => [known, elsewhere] },
    }
  );
  arrive('fast', given(1));
  const [result] = (await read).checks;
  expect(result?.entities.map(({ labels, verdict, left }) => [labels['cluster'], verdict, left?.from])).toEqual([
    ['gone', 'fail', 'signature'],
    ['server', 'pass', undefined],
  ]);
});
