import type { CheckKind } from '../core/check/definition';
import type { Reason } from '../core/check/verdict';
import { checkAdvice } from './serverAdvice';

const advice = (kind: CheckKind, reason: Reason) => checkAdvice({ kind, remediation: 'Do the review.' }, reason);

it('sends nobody to an admin of Grafana for a right that the token of a server lacks', () => {
  const reason = { code: 'not-permitted', detail: 'Sys.Audit on / is missing' } as const;
  expect(advice('proxmox', reason)).toContain('on the server');
  expect(advice('argocd', reason)).toContain('on the server');
  expect(advice('prometheus', reason)).toContain('organisation admin');
  expect(advice('proxmox', { code: 'timeout' })).toContain('retry');
});

it('sends nobody to an exporter for what a person has not done or accepted yet', () => {
  expect(advice('journal', { code: 'no-data' })).toBe('Do the review.');
  expect(advice('calc', { code: 'no-data' })).toBe('Do the review.');
  expect(advice('journal', { code: 'timeout' })).toContain('retry');
  expect(advice('prometheus', { code: 'no-data' })).toContain('exporter');
});
