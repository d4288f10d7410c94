/** @jest-environment node */
import { scripted } from '../transport/fakeTransport';
import type { TransportResponse } from '../transport/port';
import { readCleanUp } from './annotationCleanUp';
import { exchange } from './testData';

const signal = new AbortController().signal;
const answer = (name: string): TransportResponse => {
  const { status, body } = exchange('platform', name);
  return { status, body };
};

describe("Grafana's clean-up", () => {
  const settings = (max_age: string, max_annotations_to_keep: string): TransportResponse => {
    const limited = { max_age, max_annotations_to_keep };
    return { status: 200, body: { 'annotations.api': limited, 'annotations.dashboard': { max_age: 'x' } } };
  };

  it.each<[string, TransportResponse, string | undefined, object]>([
    ['keeps all as it comes', answer('annotation retention, admin only'), undefined, { state: 'forever' }],
    ['keeps all of a dashboard', answer('annotation retention, admin only'), 'ov', { state: 'forever' }],
    ['has no age', settings('0s', ''), undefined, { state: 'forever' }],
    [
      'takes what is old',
      settings('90d', '0'),
      undefined,
      { state: 'limited', section: 'annotations.api', maxAge: '90d', maxRows: null },
    ],
    ['takes what is too much', settings('', '5000'), undefined, { state: 'limited', maxAge: null, maxRows: 5000 }],
    [
      'is unknown to who may not see it',
      answer('annotation retention as viewer'),
      undefined,
      { state: 'unknown', section: 'annotations.api', reason: { code: 'not-permitted' } },
    ],
    ['is unknown where it is not told', settings('', ''), 'ov', { state: 'unknown' }],
    ['is unknown where Grafana is silent', { status: 502, body: '' }, 'ov', { reason: { code: 'source-down' } }],
    ['is unknown where no Grafana answers', { status: 200, body: '<html>' }, 'ov', { state: 'unknown' }],
  ])('%s', async (_, told, dashboardUid, cleanUp) => {
    expect(await readCleanUp(scripted(told), dashboardUid, signal)).toMatchObject(cleanUp);
  });
});
