import type { ArgoParts } from '../../../core/products/argocd/parts';
import { ARGOCD } from '../../../core/products/argocd/product';
import { libraryOf } from '../../../library/libraryOf';
import { browserClient } from '../../../sources/browserClient';
import { browserServices } from '../../../ui/browserSession';
import { FoundSystem, type Served } from '../../../ui/datasource/selfTest/FoundSystem';
import { plural, t } from '../../../ui/t';

/** What the app finds at an Argo CD. */
export function FoundArgocd({ uid }: { uid: string }) {
  return (
    <FoundSystem
      uid={uid}
      services={services}
      product={ARGOCD}
      served={APPLICATIONS}
      page={`infrastructure/delivery/${encodeURIComponent(uid)}`}
    />
  );
}

const services = () => browserServices(browserClient(), libraryOf);

const APPLICATIONS: Served<ArgoParts> = {
  part: 'applications',
  count: ({ applications }) =>
    applications?.ok ? { ...applications, value: applications.value.length } : applications,
  found: (count) =>
    plural('datasource.found.applications', count, {
      one: '{{count}} application found',
      other: '{{count}} applications found',
    }),
  unknown: () => t('datasource.found.no-applications', 'Its applications are not known'),
};
