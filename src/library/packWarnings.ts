import { expandMacros } from '../core/check/macros';
import { operands, parsePromql, type PromExpression } from './promql';
import { readYaml, type ContentError } from './readYaml';
import { packSchema, type CheckInput } from './schema';

/** Any window will do to read a query. */
const SAMPLE_WINDOW_SECONDS = 3600;

/** What is allowed in a pack and not what its author will have meant. None of a broken pack. */
export function packWarnings(text: string, file: string): readonly ContentError[] {
  const reading = readYaml(text, file, packSchema);
  if (!reading.ok) {
    return [];
  }
  const { value, errorAt } = reading;
  return value.checks.flatMap((check, index) => {
    const filter = leavesOutTheWell(check);
    return filter === undefined
      ? []
      : [
          errorAt(
            ['checks', index, 'query'],
            `"${filter}" leaves out what is well, which is then unknown`,
            `take it out of the query: ${check.op} with warn and fail says the same; or write mode: offenders`
          ),
        ];
  });
}

const COMPARED: Readonly<Partial<Record<CheckInput['op'], readonly string[]>>> = {
  gt: ['Gtr', 'Gte'],
  gte: ['Gtr', 'Gte'],
  lt: ['Lss', 'Lte'],
  lte: ['Lss', 'Lte'],
};

/** Where less than nothing means that it is not known. */
const FROM_ZERO = /^>=\s*0$/;

/** The comparison with a number that a query is as a whole, where it keeps what the limits are to find. */
function leavesOutTheWell({ kind, mode, op, query }: CheckInput): string | undefined {
  const expanded = kind === 'prometheus' && mode === 'value' ? expandMacros(query, SAMPLE_WINDOW_SECONDS) : undefined;
  const parsed = expanded?.ok === true ? parsePromql(expanded.expr) : undefined;
  return parsed?.ok === true ? comparison(parsed.expression, COMPARED[op] ?? []) : undefined;
}

function comparison({ text, root }: PromExpression, operators: readonly string[]): string | undefined {
  let node = root;
  for (;;) {
    const inner = operands(node);
    const [left, right] = inner;
    if (node.name === 'BinaryExpr' && left !== undefined && right !== undefined) {
      const isFilter = operators.some((name) => node.getChild(name)) && node.getChild('BoolModifier') === null;
      const filter = text.slice(left.to, right.to).trim();
      return isFilter && right.name === 'NumberDurationLiteral' && !FROM_ZERO.test(filter) ? filter : undefined;
    }
    const body = node.name === 'AggregateExpr' ? node.getChild('FunctionCallBody') : node;
    const last = body === null ? undefined : operands(body).at(-1);
    if (last === undefined || !['ParenExpr', 'AggregateExpr'].includes(node.name)) {
      return undefined;
    }
    node = last;
  }
}
