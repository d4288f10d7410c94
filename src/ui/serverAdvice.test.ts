import { checkAdvice } from './serverAdvice';

it('sends nobody to an admin of Grafana for a right that the token of a server lacks', () => {
  const reason = { code: 'not-permitted', detail: 'Sys.Audit on / is missing' } as const;
  expect(checkAdvice({ kind: 'proxmox' }, reason)).toContain('on the server');
  expect(checkAdvice({ kind: 'argocd' }, reason)).toContain('on the server');
  expect(checkAdvice({ kind: 'prometheus' }, reason)).toContain('organisation admin');
  expect(checkAdvice({ kind: 'proxmox' }, { code: 'timeout' })).toContain('retry');
});
