import type { SyntaxNode } from '@lezer/common';
import type { Labels } from '../../../core/check/series';
import { durationSeconds } from '../../../library/cases/notation';
import { metricProblem, parseLogql, type LogqlExpression } from '../../../library/logql';
import { textOf } from '../../../library/promql';
import { binary, type Operand } from './binary';
import { descendants, refuseErrors, selectorOf, stagesOf } from './pipeline';
import { LogqlError, type Entry, type LogStream, type Vector } from './streams';

/**
 * A small Loki: the LogQL that checks are made of, on lines that are at hand. It knows selectors, line and label filters, json,
 * logfmt and unwrap, ranges with an offset, aggregations and operators. Whatever it does not know is an error.
 */

/** What an expression is at one moment. Throws `LogqlError`. */
export function evaluateLogql(text: string, atMs: number, streams: readonly LogStream[]): Vector {
  const parsed = parseLogql(text);
  const problem = parsed.ok ? metricProblem(parsed.expression) : `parse error : ${parsed.message}`;
  if (!parsed.ok || problem !== undefined) {
    throw new LogqlError(problem);
  }
  const value = new Evaluation(parsed.expression, atMs, streams).of(parsed.expression.root);
  return typeof value === 'number' ? [{ labels: {}, value }] : value;
}

class Evaluation {
  constructor(
    private readonly expression: LogqlExpression,
    private readonly atMs: number,
    private readonly streams: readonly LogStream[]
  ) {}

  of(node: SyntaxNode): Operand {
    switch (node.name) {
      case 'Expr':
      case 'MetricExpr':
        return this.of(node.firstChild!);
      case 'LiteralExpr':
        return this.number(node);
      case 'VectorExpr':
        return [{ labels: {}, value: this.number(node.getChild('Number') ?? node) }];
      case 'RangeAggregationExpr':
        return this.range(node);
      case 'VectorAggregationExpr':
        return this.aggregation(node);
      case 'BinOpExpr':
        return binary(this.expression, node, (operand) => this.of(operand));
      default:
        throw new LogqlError(`this is not known here: ${textOf(this.expression, node)}`);
    }
  }

  private number(node: SyntaxNode): number {
    const value = Number(textOf(this.expression, node).replace(/\s/g, ''));
    if (Number.isNaN(value)) {
      throw new LogqlError(`not a number: ${textOf(this.expression, node)}`);
    }
    return value;
  }

  private range(node: SyntaxNode): Vector {
    const operator = node.getChild('RangeOp')?.firstChild?.name ?? '';
    const log = node.getChild('LogRangeExpr');
    const selector = log === null ? undefined : descendants(log, 'Selector')[0];
    if (log === null || selector === undefined) {
      throw new LogqlError(`this range is not known here: ${textOf(this.expression, node)}`);
    }
    const seconds = this.duration(log.getChild('Range')?.getChild('Duration') ?? node);
    const offset = log.getChild('OffsetExpr')?.getChild('Duration');
    const toMs = this.atMs - (offset ? this.duration(offset) * 1000 : 0);
    const entries = this.entries(selector, log, toMs - seconds * 1000, toMs);
    if (operator === 'AbsentOverTime') {
      return entries.length > 0 ? [] : [{ labels: {}, value: 1 }];
    }
    const compute = RANGES[operator];
    if (compute === undefined) {
      throw new LogqlError(`${operator} is not known here`);
    }
    const keep = this.grouping(node);
    return [...grouped(entries, keep).values()].map(({ labels, members }) => ({
      labels,
      value: compute(members, seconds),
    }));
  }

  private entries(selector: SyntaxNode, log: SyntaxNode, fromMs: number, toMs: number): Entry[] {
    const matches = selectorOf(this.expression, selector);
    const stages = stagesOf(this.expression, log);
    const found: Entry[] = [];
    for (const stream of this.streams) {
      if (!matches(stream.labels)) {
        continue;
      }
      for (const { timeMs, line } of stream.lines(fromMs, toMs)) {
        const entry: Entry = { labels: { ...stream.labels }, line, value: null, timeMs };
        if (stages.every((stage) => stage(entry))) {
          refuseErrors(entry);
          found.push(entry);
        }
      }
    }
    return found;
  }

  private aggregation(node: SyntaxNode): Vector {
    const operator = node.getChild('VectorOp')?.firstChild?.name ?? '';
    const inner = this.of(node.getChild('MetricExpr')!);
    if (typeof inner === 'number') {
      throw new LogqlError('a number cannot be aggregated');
    }
    const keep = this.grouping(node) ?? ((_labels: Labels) => ({}));
    const groups = [...grouped(inner, keep).values()];
    if (operator === 'Topk' || operator === 'Bottomk') {
      const limit = this.number(node.getChild('Number') ?? node);
      const sign = operator === 'Topk' ? -1 : 1;
      return groups.flatMap(({ members }) => [...members].sort((a, b) => sign * (a.value - b.value)).slice(0, limit));
    }
    const compute = AGGREGATIONS[operator];
    if (compute === undefined) {
      throw new LogqlError(`${operator} is not known here`);
    }
    return groups.map(({ labels, members }) => ({ labels, value: compute(members.map(({ value }) => value)) }));
  }

  /** Which labels stay; undefined where nothing says so. */
  private grouping(node: SyntaxNode): ((labels: Labels) => Labels) | undefined {
    const grouping = node.getChild('Grouping');
    if (grouping === null) {
      return undefined;
    }
    const names = new Set(descendants(grouping, 'Identifier').map((one) => textOf(this.expression, one)));
    const by = grouping.getChild('By') !== null;
    return (labels) => Object.fromEntries(Object.entries(labels).filter(([name]) => names.has(name) === by));
  }

  private duration(node: SyntaxNode): number {
    const seconds = durationSeconds(textOf(this.expression, node));
    if (seconds === undefined) {
      throw new LogqlError(`not a duration: ${textOf(this.expression, node)}`);
    }
    return seconds;
  }
}

type Compute = (entries: readonly Entry[], seconds: number) => number;

const valuesOf = (entries: readonly Entry[]): number[] =>
  entries.map(({ value }) => {
    if (value === null) {
      throw new LogqlError('this needs a value: unwrap a label');
    }
    return value;
  });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const bytes = (entries: readonly Entry[]): number =>
  sum(entries.map(({ line }) => new TextEncoder().encode(line).length));
const inTime = (entries: readonly Entry[]): Entry[] => [...entries].sort((a, b) => a.timeMs - b.timeMs);

const RANGES: Readonly<Record<string, Compute>> = {
  CountOverTime: (entries) => entries.length,
  Rate: (entries, seconds) => sum(entries.map(({ value }) => value ?? 1)) / seconds,
  BytesOverTime: (entries) => bytes(entries),
  BytesRate: (entries, seconds) => bytes(entries) / seconds,
  SumOverTime: (entries) => sum(valuesOf(entries)),
  AvgOverTime: (entries) => sum(valuesOf(entries)) / entries.length,
  MaxOverTime: (entries) => Math.max(...valuesOf(entries)),
  MinOverTime: (entries) => Math.min(...valuesOf(entries)),
  LastOverTime: (entries) => valuesOf(inTime(entries)).pop() ?? Number.NaN,
};

const AGGREGATIONS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: sum,
  Avg: (values) => sum(values) / values.length,
  Count: (values) => values.length,
  Max: (values) => Math.max(...values),
  Min: (values) => Math.min(...values),
};

/** By the labels that stay. */
function grouped<T extends { labels: Labels }>(
  all: readonly T[],
  keep: (labels: Labels) => Labels = (labels) => labels
): Map<string, { labels: Labels; members: T[] }> {
  const groups = new Map<string, { labels: Labels; members: T[] }>();
  for (const one of all) {
    const labels = keep(one.labels);
    const key = keyOf(labels);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { labels, members: [one] });
    } else {
      group.members.push(one);
    }
  }
  return groups;
}

/** Labels as one text, whatever their order. */
function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
