import { VERSION } from '../../../sources/argocd/version';
import { diagnose } from '../../../sources/grafana/diagnose';
import { SUSPECTS } from './causes';

const causes = (status: number, body?: unknown) =>
  diagnose(
    { isVersion: VERSION.isVersion, suspects: () => SUSPECTS },
    { address: 'https://argocd.example.com', trust: 'system' },
    { response: { status, body }, elapsedMs: 20 }
  )?.causes;

it('knows its own version, and takes no other API for it', () => {
  expect(causes(200, { Version: 'v3.1.0' })).toBeUndefined();
  expect(causes(200, { version: '1' })).toEqual(['root-path', 'proxy-in-front']);
});

it('suspects a proxy first where everybody may ask and is refused', () => {
  expect(causes(400, 'Authentication to data source failed')?.slice(0, 2)).toEqual(['proxy-in-front', 'expired']);
});
