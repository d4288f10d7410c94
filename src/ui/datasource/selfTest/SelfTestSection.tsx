import { Button, Spinner } from '@grafana/ui';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';

import { LoadableView } from '../../LoadableView';
import { Section } from '../../Section';
import { t } from '../../t';
import type { SelfTests } from './selfTests';

interface Props<Source extends { uid: string }, Found> {
  /** With the settings as they are saved. */
  source: Source;
  tests: SelfTests<Source, Found>;
  /** The editor holds other settings than are saved: what was found before does not speak of them. */
  changed: boolean;
  /** Said while the server is asked. */
  asking: string;
  children: (found: Found) => ReactNode;
}

/** What the saved settings reach, and what their token may do there: read when the page opens and by every "Save & test". */
export function SelfTestSection<Source extends { uid: string; name: string }, Found>({
  source,
  tests,
  changed,
  asking,
  children,
}: Props<Source, Found>) {
  const { uid } = source;
  const found = useSyncExternalStore(tests.subscribe, () => tests.of(uid)) ?? { state: 'loading' };
  // Whoever runs it again from here sees a failure on this page.
  const run = () => void tests.run(source).catch(() => undefined);
  useEffect(() => {
    if (tests.of(uid) === undefined) {
      run();
    }
    // The saved settings count, not what is being typed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [uid]);
  return (
    <Section
      title={t('datasource.self-test', 'What this token can see')}
      help={t('datasource.self-test.help', 'With the settings as they are saved. "Save & test" below reads it anew.')}
      actions={
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          icon="sync"
          disabled={changed || found.state === 'loading'}
          onClick={run}
        >
          {t('datasource.self-test.again', 'Check the token')}
        </Button>
      }
    >
      <div aria-live="polite">
        {changed ? (
          t('datasource.self-test.changed', 'The settings above are not saved: Save & test says what they reach.')
        ) : (
          <LoadableView
            of={found}
            subject={source.name}
            onRetry={run}
            loading={
              <span>
                <Spinner inline /> {asking}
              </span>
            }
          >
            {children}
          </LoadableView>
        )}
      </div>
    </Section>
  );
}
