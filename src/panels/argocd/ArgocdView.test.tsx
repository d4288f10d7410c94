import { render, screen } from '@testing-library/react';

import { deliveryView } from '../../core/products/argocd/buildView';
import { application, NOW_MS } from '../../core/products/argocd/testData';
import type { DeliveryView } from '../../core/products/argocd/view';
import { FakeRounds } from '../../ui/round/fakeRounds';
import { ServicesProvider } from '../../ui/services';
import { initTexts } from '../../ui/t';
import { ArgocdView } from './ArgocdView';

const source = { uid: 'argo', name: 'argo-prod' };

beforeAll(initTexts);

function show(view: DeliveryView, width: number) {
  return render(
    <ServicesProvider services={new FakeRounds().services}>
      <ArgocdView view={view} size={{ width, height: 200 }} isReading={false} />
    </ServicesProvider>
  );
}

test.each([700, 300])('a list of which something was not understood is not empty, %i px wide', (width) => {
  const partial = { code: 'bad-response' as const, detail: '1 of 1 applications could not be understood' };
  const applications = { ok: true as const, value: [], atMs: NOW_MS, partial };
  const view = deliveryView({ source, snapshot: { applications }, checks: [], nowMs: NOW_MS, zone: 'UTC' });
  show(view, width);
  expect(screen.getByText('Not all of it')).toBeVisible();
  expect(screen.getByTitle(/1 of 1 applications could not be understood/)).toBeVisible();
  expect(screen.queryByText('There is no application')).toBeNull();
});

test('an application that progresses is not counted as healthy', () => {
  const value = [application({ health: 'Progressing' })];
  const entity = { labels: { namespace: 'argocd', name: 'checkout' }, verdict: 'pass' };
  const checks = [{ definition: { figures: ['unhealthy'] }, verdict: 'pass', entities: [entity] }] as never;
  const snapshot = { applications: { ok: true as const, value, atMs: NOW_MS } };
  show(deliveryView({ source, snapshot, checks, nowMs: NOW_MS, zone: 'UTC' }), 300);
  expect(screen.getByText('0 of 1 synced and healthy')).toBeVisible();
  expect(screen.getByText('1 pass')).toBeVisible();
  expect(screen.getByText('Progressing')).toBeVisible();
});
