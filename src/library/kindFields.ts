import type { CheckKind } from '../core/check/definition';
import type { Report } from './fields';

/** Fields of a check that go with some kinds only. */
interface KindFields {
  kind: CheckKind;
  mode: string;
  query: string;
  presence?: string | undefined;
  sustained?: number | undefined;
  datasource?: string | undefined;
  model?: Readonly<Record<string, unknown>> | undefined;
  value?: string | undefined;
  range?: number | undefined;
  maxAge?: number | undefined;
}

/** LogQL has no subqueries; what is not logged has no series, so that only a presence tells quiet from gone. */
export function reviewLoki({ kind, query, presence, sustained }: KindFields, report: Report): void {
  if (kind !== 'loki') {
    return;
  }
  if (query === '') {
    report(['query'], 'a check of kind loki needs a query', 'add query: with a LogQL expression that counts lines');
  }
  if (presence === undefined) {
    const fix = 'add presence: with what logs all the time, such as sum by (namespace) (count_over_time({...}[1h]))';
    report(['presence'], 'a check of kind loki needs a presence', fix);
  }
  if (sustained !== undefined) {
    report(['sustained'], 'a check of kind loki has no sustained', 'look back over a longer range instead');
  }
}

/** What only a check of kind query has, and what it has not. */
export function reviewRaw(check: KindFields, report: Report): void {
  const isRaw = check.kind === 'query';
  for (const field of ['datasource', 'model'] as const) {
    if (isRaw && check[field] === undefined) {
      const fix =
        field === 'model' ? 'add model: with the query of the data source' : 'add datasource: such as cloudwatch';
      report([field], `a check of kind query needs a ${field}`, fix);
    }
  }
  const foreign = isRaw
    ? ([
        ['query', check.query !== ''],
        ['presence', check.presence !== undefined],
        ['sustained', check.sustained !== undefined],
        ['mode', check.mode !== 'value'],
      ] as const)
    : (['datasource', 'model', 'value', 'range', 'maxAge'] as const).map(
        (field) => [field, check[field] !== undefined] as const
      );
  for (const [field, isSet] of foreign) {
    if (isSet) {
      report([field], `a check of kind ${check.kind} has no ${field}`, `drop ${field}`);
    }
  }
}
