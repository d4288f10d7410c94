import type { SyntaxNode } from '@lezer/common';
import { groupingLabels, operands, textOf, type PromExpression } from './promql';

/** Labels that a result can carry: exactly some, or all but some. */
type Carried = { only: ReadonlySet<string> } | { without: ReadonlySet<string> };

/** `presence` null: a scalar, which asks nothing of the data. */
interface Derived {
  presence: string | null;
  labels: Carried;
}

export type DerivedPresence =
  { ok: true; presence: string } | { ok: false; message: string; /** A label that got lost. */ lost?: string };

class Underivable extends Error {}

const KEEPS_LABELS = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);
const SCALARS = new Set(['time', 'pi', 'scalar']);
const SETS = new Set(['And', 'Or', 'Unless']);
const SCALAR: Derived = { presence: null, labels: { only: new Set() } };

/**
 * The expression that yields one series per entity that exists now, from the instant selectors of a query; its value is the
 * time of the entity's oldest newest sample. Arithmetic, comparisons and `and` need both sides, `or` either, `unless` the left,
 * joins the many side. An error when the `by` labels do not come from the selectors.
 */
export function derivePresence(expression: PromExpression, by: readonly string[]): DerivedPresence {
  try {
    const { presence, labels } = new Deriver(expression, by).derive(expression.root);
    const lost = by.find((label) => !carries(labels, label));
    if (lost !== undefined) {
      return { ok: false, message: `the query's result has no label "${lost}"`, lost };
    }
    return presence === null ? { ok: false, message: 'the query selects no series' } : { ok: true, presence };
  } catch (error) {
    if (error instanceof Underivable) {
      return { ok: false, message: error.message };
    }
    throw error;
  }
}

function carries(labels: Carried, label: string): boolean {
  return 'only' in labels ? labels.only.has(label) : !labels.without.has(label);
}

class Deriver {
  constructor(
    private readonly expression: PromExpression,
    private readonly by: readonly string[]
  ) {}

  derive(node: SyntaxNode): Derived {
    switch (node.name) {
      case 'VectorSelector':
        return this.selector(node);
      case 'AggregateExpr':
        return this.aggregate(node);
      case 'FunctionCall':
        return this.call(node);
      case 'BinaryExpr':
        return this.binary(node);
      case 'NumberDurationLiteral':
      case 'StringLiteral':
        return SCALAR;
      default: {
        const [inner] = operands(node);
        if (inner === undefined) {
          throw new Underivable(`"${textOf(this.expression, node)}" selects no series`);
        }
        return this.derive(inner);
      }
    }
  }

  private selector(node: SyntaxNode): Derived {
    const presence = `min by (${this.by.join(', ')}) (timestamp(${textOf(this.expression, node)}))`;
    return { presence, labels: { without: new Set() } };
  }

  private aggregate(node: SyntaxNode): Derived {
    const body = operands(node.getChild('FunctionCallBody') ?? node);
    const last = body[body.length - 1];
    if (last === undefined) {
      throw new Underivable('an aggregation without an argument');
    }
    const inner = this.derive(last);
    const operator = textOf(this.expression, node.getChild('AggregateOp') ?? node);
    if (KEEPS_LABELS.has(operator)) {
      return inner;
    }
    const modifier = node.getChild('AggregateModifier');
    const named = groupingLabels(this.expression, modifier?.getChild('GroupingLabels') ?? null);
    if (modifier?.getChild('Without') != null) {
      return { ...inner, labels: minus(inner.labels, named) };
    }
    return { ...inner, labels: { only: new Set(named.filter((label) => carries(inner.labels, label))) } };
  }

  private call(node: SyntaxNode): Derived {
    const name = textOf(this.expression, node.getChild('FunctionIdentifier') ?? node);
    const body = operands(node.getChild('FunctionCallBody') ?? node);
    if (SCALARS.has(name)) {
      return SCALAR;
    }
    if (name === 'vector' || name === 'absent' || name === 'absent_over_time') {
      throw new Underivable(`${name}() has a result whether anything exists or not`);
    }
    if (name === 'label_replace' || name === 'label_join') {
      const made = textOf(this.expression, body[1] ?? node).replace(/^["'`]|["'`]$/g, '');
      if (this.by.includes(made)) {
        throw new Underivable(`the label "${made}" is made by ${name}`);
      }
    }
    const series = body.map((argument) => this.derive(argument)).find((argument) => argument.presence !== null);
    if (series === undefined) {
      return SCALAR;
    }
    return name === 'histogram_quantile' ? { ...series, labels: minus(series.labels, ['le']) } : series;
  }

  private binary(node: SyntaxNode): Derived {
    const [leftNode, rightNode] = operands(node);
    if (leftNode === undefined || rightNode === undefined) {
      throw new Underivable('an operator without two sides');
    }
    const left = this.derive(leftNode);
    const right = this.derive(rightNode);
    if (left.presence === null || right.presence === null) {
      return left.presence === null ? right : left;
    }
    const set = [...SETS].find((name) => node.getChild(name) !== null);
    const matching = node.getChild('MatchingModifierClause');
    return set === undefined ? this.arithmetic(left, right, matching) : this.setOperation(set, left, right, matching);
  }

  private arithmetic(left: Derived, right: Derived, matching: SyntaxNode | null): Derived {
    const [named = [], copied = []] = (matching?.getChildren('GroupingLabels') ?? []).map((labels) =>
      groupingLabels(this.expression, labels)
    );
    const many = matching?.getChild('GroupLeft') ? left : matching?.getChild('GroupRight') ? right : null;
    if (many !== null) {
      const joined = this.by.find((label) => copied.includes(label));
      if (joined !== undefined) {
        throw new Underivable(`the label "${joined}" comes from the other side of a join`);
      }
      return many;
    }
    const both: Derived = { presence: combine(left, 'and', right), labels: shared(left.labels, right.labels) };
    if (matching?.getChild('On') != null) {
      return { ...both, labels: { only: new Set(named.filter((label) => carries(both.labels, label))) } };
    }
    return { ...both, labels: minus(both.labels, named) };
  }

  private setOperation(set: string, left: Derived, right: Derived, matching: SyntaxNode | null): Derived {
    if (set === 'Unless') {
      return left;
    }
    if (set === 'Or') {
      return { presence: combine(left, 'or', right), labels: shared(left.labels, right.labels) };
    }
    const named = groupingLabels(this.expression, matching?.getChild('GroupingLabels') ?? null);
    if (matching === null) {
      return { presence: combine(left, 'and', right), labels: left.labels };
    }
    const on = matching.getChild('On') !== null;
    const foreign = named.find((label) => !this.by.includes(label));
    if (on && foreign !== undefined) {
      throw new Underivable(`"and on" matches the label "${foreign}", which is not a by label`);
    }
    const labels = named.filter((label) => this.by.includes(label)).join(', ');
    return { presence: combine(left, `and ${on ? 'on' : 'ignoring'} (${labels})`, right), labels: left.labels };
  }
}

function combine(left: Derived, operator: string, right: Derived): string | null {
  return left.presence === right.presence ? left.presence : `(${left.presence} ${operator} ${right.presence})`;
}

function minus(labels: Carried, names: readonly string[]): Carried {
  return 'only' in labels
    ? { only: new Set([...labels.only].filter((label) => !names.includes(label))) }
    : { without: new Set([...labels.without, ...names]) };
}

function shared(a: Carried, b: Carried): Carried {
  if ('only' in a) {
    return { only: new Set([...a.only].filter((label) => carries(b, label))) };
  }
  return 'only' in b ? shared(b, a) : { without: new Set([...a.without, ...b.without]) };
}
