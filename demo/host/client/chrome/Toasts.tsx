import { css } from '@emotion/css';
import { AppEvents, type AlertPayload, type GrafanaTheme2 } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Alert, useStyles2, type AlertVariant } from '@grafana/ui';
import { useEffect, useState } from 'react';

interface Toast {
  id: number;
  severity: AlertVariant;
  title: string;
  text?: string;
}

const kinds = [
  { event: AppEvents.alertSuccess, severity: 'success', shownMs: 3000 },
  { event: AppEvents.alertInfo, severity: 'info', shownMs: 5000 },
  { event: AppEvents.alertWarning, severity: 'warning', shownMs: 5000 },
  { event: AppEvents.alertError, severity: 'error', shownMs: 7000 },
] as const;

/** The application's alerts, as Grafana shows them in the corner. */
export function Toasts() {
  const styles = useStyles2(getStyles);
  const [toasts, setToasts] = useState<Toast[]>([]);
  useEffect(() => {
    let lastId = 0;
    const remove = (id: number) => setToasts((all) => all.filter((toast) => toast.id !== id));
    const subscriptions = kinds.map(({ event, severity, shownMs }) =>
      getAppEvents()
        .getStream<{ type: string; payload: AlertPayload }>({ type: event.name } as never)
        .subscribe(({ payload: [title, text] }) => {
          const id = ++lastId;
          setToasts((all) => [...all, { id, severity, title, text }]);
          setTimeout(() => remove(id), shownMs);
        })
    );
    return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
  }, []);
  return (
    <div className={styles.corner}>
      {toasts.map((toast) => (
        <Alert
          key={toast.id}
          elevated
          severity={toast.severity}
          title={toast.title}
          onRemove={() => setToasts((all) => all.filter((one) => one.id !== toast.id))}
        >
          {toast.text}
        </Alert>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  corner: css({
    position: 'fixed',
    top: 80,
    right: theme.spacing(1),
    width: 400,
    maxWidth: 'calc(100% - 16px)',
    zIndex: theme.zIndex.portal,
  }),
});
