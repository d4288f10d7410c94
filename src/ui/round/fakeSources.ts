import type { CheckKind } from '../../core/check/definition';
import type { Evaluator } from '../../core/check/evaluator';
import type { Reason } from '../../core/check/verdict';
import type { ChecklistTemplate } from '../../core/checklist/template';
import type { Connection } from '../../core/connection/connection';
import type { Library, RoundsServices } from '../services';
import { FakeRounds } from './fakeRounds';

/** Each has a kind of its own, and answers when the test says so. */
export const SOURCES = ['prometheus', 'proxmox', 'argocd'] as const satisfies readonly CheckKind[];
export type FakeSourceName = (typeof SOURCES)[number];

/** Every choice of one or more of them, each as the one argument of a test: those that are late. */
export const LATE_CHOICES: ReadonlyArray<[FakeSourceName[]]> = SOURCES.reduce<FakeSourceName[][]>(
  (sets, name) => [...sets, ...sets.map((set) => [...set, name])],
  [[]]
)
  .filter((late) => late.length > 0)
  .map((late) => [late]);

/** Of each source one item that fails and one that passes; one more needs all of them, and one is a person's. */
export class FakeSources extends FakeRounds {
  /** How often each was asked. */
  readonly asked: Record<FakeSourceName, number> = { prometheus: 0, proxmox: 0, argocd: 0 };
  /** Silent ones and why. */
  readonly dead = new Map<FakeSourceName, Reason>();
  private readonly waiting = new Set<FakeSourceName>();
  private open: Array<() => void> = [];

  readonly stage: RoundsServices = { ...this.services, library: async () => manyItems(await this.services.library()) };

  constructor(late: readonly FakeSourceName[] = []) {
    super();
    late.forEach((name) => this.waiting.add(name));
  }

  /** Those that were late answer. */
  letAnswer(): void {
    this.waiting.clear();
    this.open.splice(0).forEach((open) => open());
  }

  override connection(): Connection {
    const connection = super.connection();
    const { prometheus } = connection.registry;
    return prometheus
      ? { ...connection, registry: Object.fromEntries(SOURCES.map((name) => [name, this.source(name, prometheus)])) }
      : connection;
  }

  private source(name: FakeSourceName, like: Evaluator): Evaluator {
    const named = { uid: name, name: `the ${name} source` };
    return {
      sources: [named],
      evaluate: async (checks, context) => {
        this.asked[name] += 1;
        if (this.waiting.has(name)) {
          await new Promise<void>((resolve) => this.open.push(resolve));
        }
        const problem = this.dead.get(name);
        const own = { sourceUid: named.uid, sourceName: named.name, ...(problem && { problem, answered: 0 }) };
        const seen = await like.evaluate(checks, { ...context, onSource: () => undefined });
        context.onSource({ ...named, answered: !problem, durationMs: 12, ...(problem && { problem }) });
        return new Map(
          [...seen].map(([id, { entities, evidence }]) => [
            id,
            {
              entities: problem ? [] : entities.map((entity) => ({ ...entity, sourceUid: named.uid })),
              evidence: evidence.map((one) => ({ ...one, ...own })),
            },
          ])
        );
      },
    };
  }
}

/** What may not be said while a source has not answered: a number of the whole, that something is left, ready, or still so. */
export const TOO_EARLY =
  /\d+ (fail|unknown|warning|by hand|n\/a|pass|left|items? left|checks?\b|exception)|still all clear|looked again|ready to sign|signature says|turned worse|\+\d+ more/i;

function manyItems({ checks: [like], checklists: [list], ...library }: Library): Library {
  if (!like || !list) {
    throw new Error('the library is empty');
  }
  const check = (kind: FakeSourceName, what: 'bad' | 'good') => {
    const id = `${kind}.${what}`;
    const title = `The ${what} thing of ${kind}`;
    return {
      ...like,
      id,
      title,
      kind,
      finding: `${title} is at {value}`,
      ...(what === 'bad' && { warn: -2, fail: -1 }),
    };
  };
  const item = (id: string, checks: readonly string[]): ChecklistTemplate['items'][number] => {
    return {
      id,
      title: `Item ${id}`,
      shortTitle: `Item ${id}`,
      checks,
      need: 'all',
      byHand: 'A person looks.',
      seeds: [],
    };
  };
  const both = ['bad', 'good'] as const;
  return {
    ...library,
    checks: SOURCES.flatMap((kind) => both.map((what) => check(kind, what))),
    checklists: [
      {
        ...list,
        items: [
          item(
            'all',
            SOURCES.map((kind) => `${kind}.good`)
          ),
          ...SOURCES.flatMap((kind) => both.map((what) => item(`${kind}-${what}`, [`${kind}.${what}`]))),
          item('walk', []),
        ],
      },
    ],
  };
}
