import { evaluateLogql } from './evaluateLogql';
import type { LogStream } from './streams';

const NOW = 1_795_200_000_000;

const stream = (labels: Record<string, string>, ...lines: Array<[secondsAgo: number, line: string]>): LogStream => ({
  labels,
  lines: (fromMs, toMs) =>
    lines
      .map(([secondsAgo, line]) => ({ timeMs: NOW - secondsAgo * 1000, line }))
      .filter(({ timeMs }) => timeMs > fromMs && timeMs <= toMs),
});

const STREAMS = [
  stream(
    { namespace: 'shop', app: 'api' },
    [10, 'level=error msg="payment failed" took=3'],
    [20, 'level=info msg=ok took=1'],
    [4000, 'level=error msg="payment failed" took=7'],
    [86_410, 'level=error msg=old took=2']
  ),
  stream({ namespace: 'shop', app: 'web' }, [30, '{"level":"error","request":{"status":502}}']),
  stream({ namespace: 'infra', app: 'dns' }, [3600, 'at the edge'], [3599, 'panic: boom']),
];

const ask = (expr: string) =>
  Object.fromEntries(
    evaluateLogql(expr, NOW, STREAMS).map(({ labels, value }) => [Object.values(labels).join(), value])
  );

describe('what a Loki says of lines', () => {
  it.each<[string, Record<string, number>]>([
    ['sum by (namespace) (count_over_time({namespace=~".+"}[1h]))', { shop: 3, infra: 1 }],
    ['sum by (app) (count_over_time({namespace="shop"} |= "error" [1h]))', { api: 1, web: 1 }],
    ['sum by (app) (count_over_time({namespace="shop"} |= "error" != "payment" [1h]))', { web: 1 }],
    ['sum by (app) (count_over_time({namespace!="shop"} |~ "(?i)PANIC:" [1h]))', { dns: 1 }],
    ['sum(count_over_time({app="nothing"}[1h]))', {}],
    ['absent_over_time({app="nothing"}[1h])', { '': 1 }],
    ['absent_over_time({app="api"}[1h])', {}],
    ['sum(count_over_time({app="api"}[1h] offset 1d))', { '': 1 }],
    ['sum(rate({app="api"}[1m]))', { '': 2 / 60 }],
    ['sum by (level) (count_over_time({app="api"} | logfmt [2h]))', { error: 2, info: 1 }],
    ['sum by (app) (count_over_time({app="api"} | logfmt | level="error" and took>=5 [2h]))', { api: 1 }],
    ['max by (app) (max_over_time({app="api"} | logfmt | unwrap took [2h]))', { api: 7 }],
    ['sum by (request_status) (count_over_time({app="web"} | json | level=~"err.*" [1h]))', { '502': 1 }],
    ['count(count_over_time({namespace=~".+"}[1h]))', { '': 3 }],
    [
      'sum by (shape) (count_over_time({app="api"} | label_format shape=`{{ regexReplaceAll "took=[0-9]" __line__ "#" | trunc 14 }}` [1d]))',
      { 'level=error ms': 2, 'level=info msg': 1 },
    ],
    ['topk(1, sum by (app) (count_over_time({namespace=~".+"}[1h])))', { api: 2 }],
    // The grammar of the parser alone would make another tree of it: brackets are not needed.
    ['sum(count_over_time({app="api"}[1h])) / 2 + 3 * 2', { '': 7 }],
    [
      'sum by (app) (count_over_time({app="api"} |= "x" [1h])) or 0 * sum by (app) (count_over_time({app="api"}[1h]))',
      { api: 0 },
    ],
    ['sum by (app) (count_over_time({app=~"api|web"}[1h])) > 1', { api: 2 }],
    ['sum by (app) (count_over_time({app=~"api|web"}[1h])) > bool 1', { api: 1, web: 0 }],
    [
      'sum by (app) (count_over_time({app=~"api|web"}[1h])) unless on (app) sum by (app) (count_over_time({app="web"}[1h]))',
      { api: 2 },
    ],
  ])('%s', (expr, expected) => {
    expect(ask(expr)).toEqual(expected);
  });

  it.each([
    ['sum(sum_over_time({app="api"} | logfmt | unwrap msg [1h]))', /SampleExtractionErr/],
    ['sum(count_over_time({app="api"} | json [1h]))', /JSONParserErr/],
    ['sum(count_over_time({app="api"} | pattern "<a>" [1h]))', /not known here/],
    ['quantile_over_time(0.9, {app="api"} | logfmt | unwrap took [1h])', /not known here/],
    ['sum by (a) (count_over_time({app="api"} | label_format a=app [1h]))', /template is not known/],
    ['sum by (a) (count_over_time({app="api"} | label_format a=`{{ .app | upper }}` [1h]))', /template is not known/],
    ['{app="api"}', /lines of a log/],
    ['sum(count_over_time({app=', /parse error/],
    ['sum(count_over_time({app="api"}[1h])) or 0', /literal/],
  ])('refuses %s', (expr, message) => {
    expect(() => ask(expr)).toThrow(message);
  });
});
