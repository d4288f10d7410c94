import { parseApplication } from './application';

describe('an application whose manifests are hydrated', () => {
  const sourceHydrator = {
    drySource: { repoURL: 'https://git/dry', targetRevision: 'HEAD', path: 'cart' },
    syncSource: { targetBranch: 'env/dev', path: 'cart' },
  };
  const read = (spec: object, status: object = {}) => parseApplication({ metadata: { name: 'a' }, spec, status });

  it('says what the hydrator did, and names the source that people write to', () => {
    const currentOperation = { phase: 'Failed', message: 'no such chart', startedAt: '2026-11-20T07:00:00Z' };
    expect(read({ sourceHydrator }, { sourceHydrator: { currentOperation } })).toMatchObject({
      repository: 'https://git/dry',
      targetRevision: 'HEAD',
      hydration: {
        phase: 'Failed',
        message: 'no such chart',
        startedMs: Date.UTC(2026, 10, 20, 7),
        finishedMs: null,
      },
    });
  });

  it('has done nothing as long as no operation is told, which is not the same as no hydrator', () => {
    expect(read({ sourceHydrator })?.hydration).toMatchObject({ phase: null });
    expect(read({ source: { repoURL: 'https://git/plain' } })).toMatchObject({
      repository: 'https://git/plain',
      hydration: null,
    });
  });
});
