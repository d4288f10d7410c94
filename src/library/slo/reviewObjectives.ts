import { expandMacros } from '../../core/check/macros';
import { highestBurnRate } from '../../core/slo/budget';
import { burnPairs } from '../../core/slo/burn';
import { allowedRatio, type Objective } from '../../core/slo/objective';
import { parseSelector, type Selector } from '../../core/slo/selector';
import { parsePromql } from '../promql';
import type { ContentError, ErrorAt, Path } from '../readYaml';
import { readWindowQuery } from './windowQuery';

/** What the schema cannot see. */
export interface Review {
  errors: readonly ContentError[];
  /** Allowed, and hardly meant. */
  warnings: readonly ContentError[];
}

/** Any window will do to see whether an expression parses. */
const SAMPLE_WINDOW_SECONDS = 3600;
const DAYS = { week: 7, month: 30, quarter: 90 } as const;

/** Reviews objectives that fit the schema. `isLatency` tells which were written as a latency. */
export function reviewObjectives(
  objectives: readonly Objective[],
  isLatency: (index: number) => boolean,
  errorAt: ErrorAt
): Review {
  const errors: ContentError[] = [];
  const warnings: ContentError[] = [];
  const byId = new Map(objectives.map((objective) => [objective.id, objective]));
  const seen = new Set<string>();
  objectives.forEach((objective, index) => {
    const place = (say: ContentError[]) => (path: Path, message: string, fix: string) =>
      say.push(errorAt(['objectives', index, ...path], message, fix));
    const [error, warn] = [place(errors), place(warnings)];
    if (seen.has(objective.id)) {
      error(['id'], `the id "${objective.id}" is used twice`, 'give each objective its own id');
    }
    seen.add(objective.id);
    if (!isLatency(index)) {
      reviewSli(objective, error, warn);
    }
    reviewMembers(objective, byId, error);
    reviewTarget(objective, error, warn);
  });
  return { errors, warnings };
}

type Say = (path: Path, message: string, fix: string) => void;

function reviewSli({ sli }: Objective, error: Say, warn: Say): void {
  switch (sli.kind) {
    case 'ratio': {
      const part = sli.bad === undefined ? 'good' : 'bad';
      reviewCount(sli.total, ['sli', 'ratio', 'total'], error, warn);
      reviewCount(sli[part] ?? '', ['sli', 'ratio', part], error, warn);
      reviewPart(sli, part, error, warn);
      break;
    }
    case 'share':
      reviewExpression(sli.bad, ['sli', 'share', 'bad'], true, error);
      break;
    case 'threshold':
      reviewExpression(sli.value, ['sli', 'threshold', 'value'], false, error);
      break;
    case 'freshness':
      reviewExpression(sli.newest, ['sli', 'freshness', 'newest'], false, error);
      break;
    case 'uptime':
      if (!parseSelector(sli.up).ok) {
        error(['sli', 'uptime'], 'not a plain selector', 'write a gauge of 0 and 1 with its labels: up{job="x"}');
      }
      break;
    case 'composite':
      break;
  }
}

/** A plain selector, or an expression with `$window` that gives a number of events. */
function reviewCount(text: string, path: Path, error: Say, warn: Say): void {
  if (parseSelector(text).ok || !reviewExpression(text, path, true, error)) {
    return;
  }
  const read = readWindowQuery(text);
  if (read.kind === 'events' && read.hadRate) {
    error(path, 'rate() gives events per second, and these do not add up', 'use increase() instead of rate()');
  } else if (read.kind === 'other') {
    const fix = 'make it a sum of increase(...[$window]), or write a share instead';
    warn(path, 'whether this is a number of events that adds up over time cannot be told', fix);
  }
}

function reviewExpression(text: string, path: Path, hasWindow: boolean, error: Say): boolean {
  const expanded = expandMacros(text, SAMPLE_WINDOW_SECONDS);
  if (!expanded.ok) {
    error(path, expanded.message, 'correct the expression; its macros are in docs/writing-packs.md');
    return false;
  }
  const parsed = parsePromql(expanded.expr);
  if (!parsed.ok) {
    error(path, parsed.message, 'correct the expression; try it in Explore');
    return false;
  }
  if (hasWindow && expanded.expr === text) {
    error(path, 'the expression has no $window', 'put the range as [$window]');
    return false;
  }
  return true;
}

/** What the part counts has to be counted in the total as well. */
function reviewPart(
  sli: Extract<Objective['sli'], { kind: 'ratio' }>,
  name: 'bad' | 'good',
  error: Say,
  warn: Say
): void {
  const text = sli[name] ?? '';
  const path = ['sli', 'ratio', name];
  if (text.trim() === sli.total.trim()) {
    error(path, 'the same as the total', `say which of them are ${name}`);
    return;
  }
  const [total, part] = [parseSelector(sli.total), parseSelector(text)];
  if (!total.ok || !part.ok) {
    return;
  }
  if (total.selector.metric === part.selector.metric) {
    const missing = lacking(part.selector, total.selector);
    if (missing !== undefined) {
      const fix = `add ${missing} to ${name}, or remove it from total`;
      warn(path, `it may count what the total does not: ${missing} is asked of the total only`, fix);
    }
  } else if (base(total.selector) !== base(part.selector) && !sli.absentIsZero) {
    const fix = 'add absentIsZero: true when its series appears with the first event only';
    warn(path, 'another metric than the total: while it has no series, the objective is unknown', fix);
  }
}

/** A condition of the total that its part does not have. */
function lacking(part: Selector, total: Selector): string | undefined {
  const found = total.matchers.find(
    ({ label, op, value }) =>
      !part.matchers.some((own) => own.label === label && (own.op === '=' || (own.op === op && own.value === value)))
  );
  return found && `${found.label}${found.op}${JSON.stringify(found.value)}`;
}

/** Histograms count in several metrics. */
function base({ metric }: Selector): string {
  return metric.replace(/_(?:bucket|count|total)$/, '');
}

function reviewMembers({ id, sli }: Objective, byId: ReadonlyMap<string, Objective>, error: Say): void {
  const members = sli.kind === 'composite' ? sli.members : [];
  const seen = new Set<string>();
  members.forEach(({ objective }, index) => {
    const path = ['sli', 'composite', index, 'objective'];
    const member = byId.get(objective);
    if (!member) {
      error(path, `there is no objective "${objective}" in this file`, 'correct the id or add the objective');
    } else if (member.sli.kind === 'composite') {
      error(path, objective === id ? 'it is a member of itself' : `"${objective}" is a composite`, 'name its members');
    }
    if (seen.has(objective)) {
      error(path, `"${objective}" is a member twice`, 'name it once, with the weight of both');
    }
    seen.add(objective);
  });
}

function reviewTarget({ target, agreement, window, sli }: Objective, error: Say, warn: Say): void {
  const allowed = allowedRatio(target);
  if (agreement !== undefined && Number(agreement) > Number(target)) {
    const fix = 'make the objective stricter than the contract';
    warn(['agreement'], `the contract promises more (${agreement} %) than the objective (${target} %)`, fix);
  }
  if (allowed === 0 && sli.kind === 'composite') {
    error(['target'], 'a composite of 100 % has no budget to add up', 'give it a target below 100 %');
  }
  const days = window.kind === 'rolling' ? window.days : DAYS[window.unit];
  const never = burnPairs(days * 86_400_000).filter(({ factor }) => factor > highestBurnRate(allowed));
  const [first] = never;
  if (first && allowed > 0) {
    const lowest = (100 * (1 - 1 / Math.max(...never.map(({ factor }) => factor)))).toFixed(2);
    const message = `an alert at ${first.factor} times the burn rate can never fire: everything bad burns ${Number(highestBurnRate(allowed).toPrecision(3))} times as fast`;
    warn(['target'], message, `know that the fastest alert is silent, or choose a target above ${lowest} %`);
  }
}
