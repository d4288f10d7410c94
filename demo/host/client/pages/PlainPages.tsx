import { config } from '@grafana/runtime';
import { TextLink } from '@grafana/ui';

import { Page } from '../chrome/PluginPage';

/** `/`: Grafana shows a home dashboard there. */
export function WelcomePage() {
  return (
    <Page pageNav={{ text: 'Home' }}>
      {Object.keys(config.apps).map((id) => (
        <p key={id}>
          <TextLink href={`/a/${id}`}>{id}</TextLink>
        </p>
      ))}
    </Page>
  );
}

export function NotFoundPage() {
  return (
    <Page pageNav={{ text: 'Page not found' }}>
      <p>The demo host shows app pages and dashboards; this page exists only in Grafana.</p>
    </Page>
  );
}
