/** @jest-environment node */
import { lokiOf } from '../../src/cli/test/loki/caseLoki';
import { lokiEvaluator } from '../../src/core/check/lokiEvaluator';
import { runChecks } from '../../src/core/check/run';
import { builtin } from '../../src/library/builtin.gen';
import { createFleet } from './fleet';
import { labStreams } from './logStreams';

const MORNING = '2026-11-18';
const NOW = Date.parse(`${MORNING}T07:30:00Z`);

it('has the crash loop in its logs, and nothing else that warns', async () => {
  const loki = lokiOf(labStreams(createFleet(7, MORNING), () => NOW));
  const { checks } = await runChecks(
    builtin.checks.filter(({ kind }) => kind === 'loki'),
    {
      registry: { loki: lokiEvaluator([loki]) },
      clock: () => NOW,
      windowSeconds: 57_600,
      signal: new AbortController().signal,
    }
  );
  expect(Object.fromEntries([...checks].map(([id, { verdict }]) => [id, verdict]))).toEqual({
    'firewall.admin-logins': 'pass',
    'firewall.blocked-burst': 'pass',
    'firewall.rule-changes': 'pass',
    'logs.error-burst': 'pass',
    'logs.freshness': 'pass',
    'logs.new-patterns': 'warn',
    'logs.panic': 'warn',
    'logs.retention-age': 'pass',
    'sec.audit-log': 'pass',
    'sec.falco': 'pass',
    'access.admin-events': 'pass',
  });
  expect(checks.get('logs.new-patterns')?.finding).toBe(
    'App checkout-worker in shop of k8s-prod logs 1 kind of error that it did not log yesterday'
  );
  expect(checks.get('logs.panic')?.finding).toMatch(/^App checkout-worker in shop of k8s-prod logged [0-9]+ crashes$/);
});
