import type { SyntaxNode } from '@lezer/common';
import { unquote } from '../../../library/cases/labels';
import { textOf, type PromExpression } from '../../../library/promql';
import { LogqlError, type Entry } from './streams';

/** What each line goes through: filters and parsers of LogQL, in their order. What is not known is an error, never left out. */

/** Changes the entry, and says whether it goes on. */
export type Stage = (entry: Entry) => boolean;
export type Matches = (labels: Readonly<Record<string, string>>) => boolean;

const ERROR = '__error__';

export function selectorOf(expression: PromExpression, selector: SyntaxNode): Matches {
  const matchers = descendants(selector, 'Matcher').map((node) => matcherOf(expression, node));
  return (labels) => matchers.every((matches) => matches(labels));
}

/** The stages of a log range, those of the unwrapping with them. */
export function stagesOf(expression: PromExpression, range: SyntaxNode): Stage[] {
  const stages: Stage[] = [];
  for (let child = range.firstChild; child !== null; child = child.nextSibling) {
    if (child.name === 'PipelineExpr' || child.name === 'UnwrapExpr') {
      stages.push(...stagesWithin(expression, child));
    }
  }
  return stages;
}

function stagesWithin(expression: PromExpression, node: SyntaxNode): Stage[] {
  const stages: Stage[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    switch (child.name) {
      case 'PipelineExpr':
      case 'PipelineStage':
      case 'LineFilters':
      case 'UnwrapExpr':
        stages.push(...stagesWithin(expression, child));
        break;
      case 'LineFilter':
        stages.push(lineFilter(expression, child));
        break;
      case 'LabelParser':
        stages.push(parserOf(expression, child));
        break;
      case 'LogfmtParser':
        stages.push(parsing(logfmtFields));
        break;
      case 'LabelFilter': {
        const matches = labelFilter(expression, child);
        stages.push((entry) => matches(entry.labels));
        break;
      }
      case 'LabelFormatExpr':
        stages.push(...descendants(child, 'LabelFormatMatcher').map((one) => labelFormat(expression, one)));
        break;
      case 'Identifier':
        stages.push(unwrapping(textOf(expression, child)));
        break;
      case 'Pipe':
      case 'Unwrap':
        break;
      default:
        throw new LogqlError(`this stage is not known here: ${textOf(expression, child)}`);
    }
  }
  return stages;
}

function lineFilter(expression: PromExpression, node: SyntaxNode): Stage {
  const operator = node.getChild('Filter')?.firstChild?.name ?? '';
  const texts = descendants(node, 'String').map((one) => unquote(textOf(expression, one)));
  const isRegex = operator === 'PipeMatch' || operator === 'Nre';
  if (!isRegex && operator !== 'PipeExact' && operator !== 'Neq') {
    throw new LogqlError(`this filter is not known here: ${textOf(expression, node)}`);
  }
  const tests = texts.map((text) => {
    const pattern = isRegex ? goRegExp(text) : null;
    return (line: string) => (pattern === null ? line.includes(text) : pattern.test(line));
  });
  const wanted = operator === 'PipeExact' || operator === 'PipeMatch';
  return ({ line }) => tests.some((test) => test(line)) === wanted;
}

function labelFilter(expression: PromExpression, node: SyntaxNode): Matches {
  const parts = [...node.getChildren('LabelFilter')].map((child) => labelFilter(expression, child));
  if (parts.length > 0) {
    return node.getChild('Or') === null
      ? (labels) => parts.every((part) => part(labels))
      : (labels) => parts.some((part) => part(labels));
  }
  const matcher = node.getChild('Matcher');
  if (matcher !== null) {
    return matcherOf(expression, matcher);
  }
  const number = node.getChild('NumberFilter');
  if (number === null) {
    throw new LogqlError(`this filter is not known here: ${textOf(expression, node)}`);
  }
  const [label, operator, literal] = childrenOf(number);
  const name = label === undefined ? '' : textOf(expression, label);
  const limit = literal === undefined ? Number.NaN : Number(textOf(expression, literal));
  const holds = COMPARISONS[operator?.name ?? ''];
  if (holds === undefined || Number.isNaN(limit)) {
    throw new LogqlError(`this filter is not known here: ${textOf(expression, node)}`);
  }
  return (labels) => labels[name] !== undefined && holds(Number(labels[name]), limit);
}

export const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  Eql: (a, b) => a === b,
  Eq: (a, b) => a === b,
  Neq: (a, b) => a !== b,
  Gtr: (a, b) => a > b,
  Gte: (a, b) => a >= b,
  Lss: (a, b) => a < b,
  Lte: (a, b) => a <= b,
};

function matcherOf(expression: PromExpression, node: SyntaxNode): Matches {
  const [label, operator, literal] = childrenOf(node);
  if (label === undefined || operator === undefined || literal === undefined) {
    throw new LogqlError(`this matcher is not known here: ${textOf(expression, node)}`);
  }
  const name = textOf(expression, label);
  const value = unquote(textOf(expression, literal));
  const isRegex = operator.name === 'Re' || operator.name === 'Nre';
  const pattern = isRegex ? goRegExp(value, true) : null;
  const wanted = operator.name === 'Eq' || operator.name === 'Re';
  return (labels) => {
    const own = labels[name] ?? '';
    return (pattern === null ? own === value : pattern.test(own)) === wanted;
  };
}

/** Go's flags at the beginning are flags of the whole here. */
function goRegExp(text: string, anchored = false): RegExp {
  const [, flags = '', rest = text] = /^\(\?([ims]+)\)([^]*)$/.exec(text) ?? [];
  try {
    return new RegExp(anchored ? `^(?:${rest})$` : rest, flags);
  } catch (error) {
    throw new LogqlError(`error parsing regexp: ${error instanceof Error ? error.message : text}`);
  }
}

/** The one template that is known: `{{ regexReplaceAll "[0-9]+" __line__ "#" | trunc 80 }}`. */
const TEMPLATE =
  /^\{\{\s*regexReplaceAll\s+("(?:\\[^]|[^"\\])*")\s+__line__\s+("(?:\\[^]|[^"\\$])*")(?:\s*\|\s*trunc\s+(\d+))?\s*\}\}$/;

function labelFormat(expression: PromExpression, node: SyntaxNode): Stage {
  const [label, , literal] = childrenOf(node);
  const template = literal?.name === 'String' ? unquote(textOf(expression, literal)) : '';
  const [, pattern, replacement, most] = TEMPLATE.exec(template) ?? [];
  if (label === undefined || pattern === undefined || replacement === undefined) {
    throw new LogqlError(`this template is not known here: ${textOf(expression, node)}`);
  }
  const name = textOf(expression, label);
  const { source, flags } = goRegExp(unquote(pattern));
  const everywhere = new RegExp(source, `${flags}g`);
  const text = unquote(replacement);
  return (entry) => {
    entry.labels[name] = entry.line.replace(everywhere, text).slice(0, most === undefined ? undefined : Number(most));
    return true;
  };
}

function parserOf(expression: PromExpression, node: SyntaxNode): Stage {
  if (node.getChild('Json') === null) {
    throw new LogqlError(`this parser is not known here: ${textOf(expression, node)}`);
  }
  return parsing(jsonFields);
}

/** What a parser finds are labels; one that the stream has already is called otherwise. */
function parsing(fieldsOf: (line: string) => Record<string, string>): Stage {
  return (entry) => {
    const own = new Set(Object.keys(entry.labels));
    for (const [name, value] of Object.entries(fieldsOf(entry.line))) {
      entry.labels[own.has(name) && name !== ERROR ? `${name}_extracted` : name] = value;
    }
    return true;
  };
}

function jsonFields(line: string): Record<string, string> {
  try {
    return flat(JSON.parse(line), '');
  } catch {
    return { [ERROR]: 'JSONParserErr' };
  }
}

/** Objects within are joined by `_`, lists are left out. */
function flat(value: unknown, name: string): Record<string, string> {
  if (typeof value !== 'object' || value === null) {
    return name === '' || value === null ? {} : { [name]: String(value) };
  }
  if (Array.isArray(value)) {
    return {};
  }
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, own]) => {
      const clean = key.replace(/[^a-zA-Z0-9_]/g, '_');
      return flat(own, name === '' ? clean : `${name}_${clean}`);
    })
  ) as Record<string, string>;
}

function logfmtFields(line: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, key = '', value = ''] of line.matchAll(/([^\s="]+)=("(?:\\[^]|[^"\\])*"|\S*)/g)) {
    fields[key.replace(/[^a-zA-Z0-9_]/g, '_')] = value.startsWith('"') ? unquote(value) : value;
  }
  return fields;
}

function unwrapping(label: string): Stage {
  return (entry) => {
    const text = entry.labels[label];
    if (text === undefined) {
      return false;
    }
    const { [label]: _unwrapped, ...labels } = entry.labels;
    const value = text.trim() === '' ? Number.NaN : Number(text);
    entry.value = Number.isNaN(value) ? 0 : value;
    entry.labels = Number.isNaN(value) ? { ...entry.labels, [ERROR]: 'SampleExtractionErr' } : labels;
    return true;
  };
}

/** A line that a parser choked on and no filter took fails the query, as in Loki. */
export function refuseErrors({ labels }: Entry): void {
  if (labels[ERROR] !== undefined) {
    throw new LogqlError(`pipeline error: '${labels[ERROR]}' for series: '${JSON.stringify(labels)}'`);
  }
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    found.push(child);
  }
  return found;
}

export function descendants(node: SyntaxNode, name: string): SyntaxNode[] {
  return childrenOf(node).flatMap((child) => (child.name === name ? [child] : descendants(child, name)));
}
