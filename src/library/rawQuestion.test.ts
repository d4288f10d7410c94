import { parsePack } from './parsePack';
import { errorsOf, HEAD } from './testData';

const RAW = `  - id: t.bucket
    title: Bucket
    finding: '{BucketName} holds {value}'
    kind: query
    datasource: cloudwatch
    model: { namespace: AWS/S3, statistic: Average }
    value: BucketSizeBytes
    range: 2d
    maxAge: 36h
    by: [BucketName]
    unit: bytes
    op: gt
    warn: 3
    remediation: Look.
    severity: warning
`;

it('compiles a check of any data source', () => {
  const reading = parsePack(HEAD + RAW, 'my.yaml');
  expect(reading.ok && reading.pack.checks[0]).toMatchObject({
    kind: 'query',
    query: JSON.stringify({ namespace: 'AWS/S3', statistic: 'Average' }, null, 2),
    ask: {
      datasource: 'cloudwatch',
      model: { namespace: 'AWS/S3', statistic: 'Average' },
      value: 'BucketSizeBytes',
      rangeSeconds: 172_800,
      maxAgeSeconds: 129_600,
    },
  });
});

it.each<[string, RegExp, string, RegExp]>([
  ['no model', /    model: .*\n/, '', /checks\[0\].* needs a model. Fix: add model:/],
  ['no data source', /    datasource: .*\n/, '', /needs a datasource. Fix: add datasource:/],
  ['a query', /value: .*/, 'query: up', /a check of kind query has no query. Fix: drop query/],
  ['offenders', /value: .*/, 'mode: offenders', /has no mode/],
  ['a model where none belongs', /kind: query/, 'query: up', /a check of kind prometheus has no model/],
])('refuses %s', (_what, from, to, message) => {
  const errors = errorsOf(HEAD + RAW.replace(from, to));
  expect(errors.some((error) => message.test(error)) || errors).toBe(true);
});
