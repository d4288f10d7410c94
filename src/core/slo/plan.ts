import { promDuration } from '../check/macros';
import type { Labels } from '../check/series';
import { byClause, eventsIn, over, type Role } from './events';
import type { Objective } from './objective';
import { literalPattern, matcherTest, parseSelector, printSelector, type Matcher, type Selector } from './selector';
import { sliceExpressions } from './slices';

/**
 * What an objective asks of its data source about each bucket. Plain selectors of one metric become one query for all objectives
 * that name the same labels: each sample is read once, and which rows are whose is decided here.
 */

/** One query of a request, and who takes what of its answer. */
export interface Ask {
  expr: string;
  takes: readonly Take[];
}

export interface Take {
  objective: Objective;
  role: Role;
  /** Which rows; all of them without. */
  test?: (labels: Labels) => boolean;
  /** What all rows that pass the test have: so that not each row has to be tested for each objective. */
  equal?: { label: string; value: string };
}

/** One number per bucket that an objective needs. */
interface Need {
  objective: Objective;
  role: Role;
  /** A plain selector that can be read together with others, else an expression that is its own query. */
  count: { selector: Selector; rare: boolean } | { expr: string };
}

/** Values of one label in one query; more are split. */
const MAX_VALUES = 150;

/** The queries of some objectives for buckets of one length. */
export function planAsks(objectives: readonly Objective[], stepSeconds: number): readonly Ask[] {
  const alone: Ask[] = [];
  const shared = new Map<string, SharedNeed[]>();
  for (const [need, needs] of objectives.flatMap((objective) => withSiblings(needsOf(objective, stepSeconds)))) {
    if ('expr' in need.count) {
      alone.push({ expr: need.count.expr, takes: [{ objective: need.objective, role: need.role }] });
      continue;
    }
    const { selector, rare } = need.count;
    const own: SharedNeed = { ...need, selector, rare, ...anchorOf(need.count.selector, needs) };
    const key = own.tests === undefined ? `alone ${alone.length} ${shared.size} ${need.role}` : keyOf(own);
    const group = shared.get(key);
    if (group) {
      group.push(own);
    } else {
      shared.set(key, [own]);
    }
  }
  return [...[...shared.values()].flatMap(split).map((group) => sharedAsk(group, stepSeconds)), ...alone];
}

function withSiblings(needs: readonly Need[]): ReadonlyArray<readonly [Need, readonly Need[]]> {
  return needs.map((need) => [need, needs]);
}

interface Test {
  matcher: Matcher;
  holds: (labels: Labels) => boolean;
}

interface SharedNeed extends Need {
  selector: Selector;
  rare: boolean;
  /** What is asked for it: its own selector, or its total's where that holds it. */
  anchor: Selector;
  /** Tells its rows; undefined where only the server can. */
  tests: readonly Test[] | undefined;
}

/** What an objective needs to know of each bucket. */
function needsOf(objective: Objective, stepSeconds: number): Need[] {
  const { sli, method } = objective;
  if (sli.kind === 'composite') {
    return [];
  }
  if (sli.kind === 'ratio' && method.kind === 'occurrences') {
    const counts: ReadonlyArray<readonly [Role, string | undefined]> = [
      ['total', sli.total],
      ['bad', sli.bad],
      ['good', sli.good],
    ];
    return counts.flatMap(([role, text]) =>
      text === undefined ? [] : [{ objective, role, count: countOf(text, sli.rare, objective.groupBy, stepSeconds) }]
    );
  }
  return Object.entries(sliceExpressions(objective, stepSeconds)).map(([role, expr]) => ({
    objective,
    role: role as Role,
    count: { expr },
  }));
}

function countOf(text: string, rare: boolean, groupBy: readonly string[], stepSeconds: number): Need['count'] {
  const read = parseSelector(text);
  return read.ok ? { selector: read.selector, rare } : { expr: eventsIn(text, stepSeconds, groupBy) };
}

/** What a selector is asked with: the total of the same objective where that holds all its rows, else itself. */
function anchorOf(own: Selector, needs: readonly Need[]): Pick<SharedNeed, 'anchor' | 'tests'> {
  const total = needs.find(({ role }) => role === 'total');
  const whole = total && selectorOf(total);
  const isPart =
    whole?.metric === own.metric &&
    whole.matchers.every((matcher) => own.matchers.some((other) => isSame(matcher, other)));
  const tests = isPart ? testsOf(own, whole) : undefined;
  return tests && whole ? { anchor: whole, tests } : { anchor: own, tests: testsOf(own, own) };
}

function selectorOf({ count }: Need): Selector | undefined {
  return 'selector' in count ? count.selector : undefined;
}

function isSame(a: Matcher, b: Matcher): boolean {
  return a.label === b.label && a.op === b.op && a.value === b.value;
}

/** What tells the rows of a selector among those of the query: its equalities, and what it says beyond its anchor. */
function testsOf(selector: Selector, anchor: Selector): SharedNeed['tests'] {
  const said = selector.matchers.filter(
    (matcher) => matcher.op === '=' || !anchor.matchers.some((other) => isSame(matcher, other))
  );
  const tests = said.map((matcher) => ({ matcher, holds: matcherTest(matcher) }));
  return tests.every((test): test is Test => test.holds !== undefined) ? tests : undefined;
}

/** Needs of one key are read together: same metric, same names of equal labels, the same of everything else. */
function keyOf({ anchor, rare, objective }: SharedNeed): string {
  const equal = anchor.matchers.filter(({ op }) => op === '=').map(({ label }) => label);
  const others = anchor.matchers.filter(({ op }) => op !== '=').map(({ label, op, value }) => [label, op, value]);
  return JSON.stringify([anchor.metric, equal.sort(), others.sort(), rare, [...objective.groupBy].sort()]);
}

/** Groups of at most so many objectives; what belongs to one stays together. */
function split(group: readonly SharedNeed[]): ReadonlyArray<readonly SharedNeed[]> {
  const objectives = [...new Set(group.map(({ objective }) => objective))];
  const parts: SharedNeed[][] = [];
  for (let from = 0; from < objectives.length; from += MAX_VALUES) {
    const part = new Set(objectives.slice(from, from + MAX_VALUES));
    parts.push(group.filter(({ objective }) => part.has(objective)));
  }
  return parts;
}

function sharedAsk(group: readonly SharedNeed[], stepSeconds: number): Ask {
  const [first] = group;
  if (!first) {
    throw new Error('a group of needs is never empty');
  }
  const selector = printSelector({ metric: first.anchor.metric, matchers: unionOf(group.map(({ anchor }) => anchor)) });
  const told = group.flatMap(({ tests, objective }) => [
    ...(tests ?? []).map(({ matcher }) => matcher.label),
    ...objective.groupBy,
  ]);
  const by = [...new Set(told)].sort();
  return {
    expr: first.rare
      ? over(`$events(${[selector, ...by].join(', ')})`, stepSeconds)
      : `sum${byClause(by)} (increase(${selector}[${promDuration(stepSeconds)}]))`,
    takes: group.map(({ objective, role, tests = [] }) => {
      const equal = tests.find(({ matcher: { op, value } }) => op === '=' && value !== '')?.matcher;
      return {
        objective,
        role,
        test: (labels) => tests.every(({ holds }) => holds(labels)),
        ...(equal && { equal }),
      };
    }),
  };
}

/** Matchers that hold for all of them: an equality of one label with several values becomes an alternative. */
function unionOf(anchors: readonly Selector[]): readonly Matcher[] {
  const [first] = anchors;
  return (first?.matchers ?? []).map((matcher) => {
    if (matcher.op !== '=') {
      return matcher;
    }
    const values = new Set(
      anchors
        .flatMap(({ matchers }) => matchers.filter((other) => other.op === '=' && other.label === matcher.label))
        .map(({ value }) => value)
    );
    return values.size === 1
      ? matcher
      : { label: matcher.label, op: '=~', value: [...values].sort().map(literalPattern).join('|') };
  });
}
