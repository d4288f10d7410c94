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

test('an application that progresses is counted by its verdict, and called by its health', () => {
  const value = [application({ health: 'Progressing' })];
  const entity = { labels: { namespace: 'argocd', name: 'checkout' }, verdict: 'pass' };
  const checks = [{ definition: { figures: ['unhealthy'] }, verdict: 'pass', entities: [entity] }] as never;
  const snapshot = { applications: { ok: true as const, value, atMs: NOW_MS } };
  show(deliveryView({ source, snapshot, checks, nowMs: NOW_MS, zone: 'UTC' }), 300);
  expect(screen.getByText('1 of 1 pass')).toBeVisible();
  expect(screen.getByText('1 pass')).toBeVisible();
  expect(screen.getByText('Progressing')).toBeVisible();
});

const saidOf = (figures: string[], labels: object) =>
  ({
    definition: { id: figures.join(), title: 'Check', figures },
    finding: 'k8s-prod is not reachable',
    verdict: 'fail',
    counts: { unknown: 0 },
    entities: [{ labels, verdict: 'fail' }],
  }) as never;

test.each([480, 538, 640, 760, 1400])(
  'a panel %i px wide says why an application fails, whatever else it drops',
  (width) => {
    const message = 'one or more synchronization tasks completed unsuccessfully';
    const operation = {
      phase: 'Failed',
      isWhole: true,
      startedMs: NOW_MS - 2000,
      finishedMs: NOW_MS - 1000,
      revision: null,
      message,
      by: null,
    };
    const applications = { ok: true as const, value: [application({ operation })], atMs: NOW_MS };
    const checks = [saidOf(['sync-failed'], { namespace: 'argocd', name: 'checkout' })];
    show(deliveryView({ source, snapshot: { applications }, checks, nowMs: NOW_MS, zone: 'UTC' }), width);
    expect(screen.getByText(`sync failed: ${message}`)).toBeVisible();
  }
);

test.each([300, 538])('what is wrong beside the applications is told in a panel %i px wide', (width) => {
  const applications = { ok: true as const, value: [application()], atMs: NOW_MS };
  const checks = [saidOf(['clusters'], { destination: 'k8s-prod' })];
  const view = deliveryView({ source, snapshot: { applications }, checks, nowMs: NOW_MS, zone: 'UTC' });
  show(view, width);
  expect(screen.getByRole('link', { name: /Fail k8s-prod is not reachable/ })).toBeVisible();
});
