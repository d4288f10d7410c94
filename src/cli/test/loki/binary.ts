import type { SyntaxNode } from '@lezer/common';
import type { Labels } from '../../../core/check/series';
import { textOf, type PromExpression } from '../../../library/promql';
import { childrenOf, COMPARISONS, descendants } from './pipeline';
import { LogqlError, type Vector } from './streams';

export type Operand = number | Vector;

/** How tightly operators bind: the grammar only tells them apart, and gives every chain the same shape. */
const BINDS: Readonly<Record<string, number>> = {
  Or: 1,
  And: 2,
  Unless: 2,
  Add: 4,
  Sub: 4,
  Mul: 5,
  Div: 5,
  Mod: 5,
};

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Mod: (a, b) => a % b,
};

interface Operator {
  name: string;
  modifier: SyntaxNode | null;
}

/** A chain of operators, evaluated by how tightly they bind, the left one first. */
export function binary(expression: PromExpression, node: SyntaxNode, evaluate: (node: SyntaxNode) => Operand): Operand {
  const { operands, operators } = chain(node);
  const values = operands.map(evaluate);
  const reduce = (at: number, least: number): [value: Operand, next: number] => {
    let value = values[at]!;
    let next = at;
    for (let operator = operators[next]; operator !== undefined && bindsOf(operator) >= least;) {
      const [right, after] = reduce(next + 1, bindsOf(operator) + 1);
      value = apply(expression, operator, value, right);
      next = after;
      operator = operators[next];
    }
    return [value, next];
  };
  return reduce(0, 0)[0];
}

function bindsOf({ name }: Operator): number {
  return BINDS[name] ?? 3;
}

/** What stands between the operators, from left to right; what is in brackets stays whole. */
function chain(node: SyntaxNode): { operands: SyntaxNode[]; operators: Operator[] } {
  const [left, operator, modifier, right] = childrenOf(node);
  if (left === undefined || operator === undefined || modifier === undefined || right === undefined) {
    throw new LogqlError('an operator without two sides');
  }
  const sides = [left, right].map((side) => {
    const inner = side.name === 'Expr' ? side.firstChild?.firstChild : null;
    return inner?.name === 'BinOpExpr' ? chain(inner) : { operands: [side], operators: [] };
  });
  const own = { name: operator.name, modifier: modifier.firstChild === null ? null : modifier };
  const [before, after] = sides as [(typeof sides)[0], (typeof sides)[0]];
  return {
    operands: [...before.operands, ...after.operands],
    operators: [...before.operators, own, ...after.operators],
  };
}

function apply(expression: PromExpression, { name, modifier }: Operator, left: Operand, right: Operand): Operand {
  const compare = COMPARISONS[name];
  const isBool = modifier?.getChild('Bool') !== null && modifier !== null;
  const compute = ARITHMETIC[name];
  /** Undefined: the comparison leaves it out. */
  const result = (a: number, b: number, kept: number): number | undefined =>
    compare === undefined ? compute?.(a, b) : isBool ? Number(compare(a, b)) : compare(a, b) ? kept : undefined;
  if (typeof left === 'number' && typeof right === 'number') {
    return result(left, right, left) ?? Number.NaN;
  }
  if (compare === undefined && compute === undefined) {
    return setOperation(expression, { name, modifier }, left, right);
  }
  if (typeof right === 'number' || typeof left === 'number') {
    const vector = typeof left === 'number' ? (right as Vector) : left;
    return vector.flatMap(({ labels, value }) => {
      const [a, b] = typeof left === 'number' ? [left, value] : [value, right as number];
      const own = result(a, b, value);
      return own === undefined ? [] : [{ labels, value: own }];
    });
  }
  const keyOf = matching(expression, modifier);
  const others = new Map(right.map((one) => [keyOf(one.labels).key, one]));
  if (others.size < right.length) {
    throw new LogqlError('multiple matches for labels: many-to-one matching must be explicit');
  }
  return left.flatMap(({ labels, value }) => {
    const match = keyOf(labels);
    const other = others.get(match.key);
    const own = other === undefined ? undefined : result(value, other.value, value);
    return own === undefined ? [] : [{ labels: compare === undefined ? match.labels : labels, value: own }];
  });
}

function setOperation(expression: PromExpression, { name, modifier }: Operator, left: Operand, right: Operand): Vector {
  if (typeof left === 'number' || typeof right === 'number') {
    throw new LogqlError(
      `unexpected literal for ${name === 'Or' ? 'left or right' : 'a'} leg of logical/set binary operation`
    );
  }
  const keyOf = matching(expression, modifier);
  const keys = (vector: Vector) => new Set(vector.map(({ labels }) => keyOf(labels).key));
  const [ofLeft, ofRight] = [keys(left), keys(right)];
  switch (name) {
    case 'And':
      return left.filter(({ labels }) => ofRight.has(keyOf(labels).key));
    case 'Unless':
      return left.filter(({ labels }) => !ofRight.has(keyOf(labels).key));
    case 'Or':
      return [...left, ...right.filter(({ labels }) => !ofLeft.has(keyOf(labels).key))];
    default:
      throw new LogqlError(`${name} is not known here`);
  }
}

/** The labels by which two sides are matched. */
function matching(
  expression: PromExpression,
  modifier: SyntaxNode | null
): (labels: Labels) => { key: string; labels: Labels } {
  const clause = modifier?.getChild('OnOrIgnoringModifier') ?? null;
  if (
    modifier !== null &&
    (descendants(modifier, 'GroupLeft').length > 0 || descendants(modifier, 'GroupRight').length > 0)
  ) {
    throw new LogqlError('group_left and group_right are not known here');
  }
  const names = new Set(
    (clause === null ? [] : descendants(clause, 'LabelName')).map((one) => textOf(expression, one))
  );
  const on = clause?.getChild('On') != null;
  return (labels) => {
    const own = Object.entries(labels)
      .filter(([label]) => clause === null || names.has(label) === on)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return { key: JSON.stringify(own), labels: Object.fromEntries(own) };
  };
}
