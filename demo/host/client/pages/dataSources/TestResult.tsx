import { Alert, TextLink, type AlertVariant } from '@grafana/ui';

import { exploreAddress } from '../exploreState';

/** What `testDatasource` of a plugin gives. */
export interface TestingStatus {
  status?: string;
  message?: string | null;
  details?: { message?: string; verboseMessage?: string; errorDetailsLink?: string };
}

/** Grafana reads the message from the same places. */
export function failureMessage(error: unknown): string {
  const { statusText, message, data } = error as { statusText?: string; message?: string; data?: { message?: string } };
  return message || data?.message || `HTTP error ${statusText ?? ''}`;
}

const variants: Record<string, AlertVariant> = {
  ok: 'success',
  success: 'success',
  warning: 'warning',
  error: 'error',
};

/** The box below the editor after a test. */
export function TestResult({ status, uid }: { status: TestingStatus | undefined; uid: string }) {
  if (!status?.message) {
    return null;
  }
  const severity = variants[(status.status ?? 'error').toLowerCase()] ?? 'info';
  const { details } = status;
  return (
    <Alert severity={severity} title={status.message} data-testid="data-testid Data source settings page Alert">
      {details && (
        <>
          {details.message}
          {severity === 'success' && (
            <div>
              Next, you can start to visualize data by querying data in the{' '}
              <TextLink inline href={exploreAddress(uid)}>
                Explore view
              </TextLink>
              .
            </div>
          )}
          {details.verboseMessage && <details style={{ whiteSpace: 'pre-wrap' }}>{details.verboseMessage}</details>}
        </>
      )}
    </Alert>
  );
}
