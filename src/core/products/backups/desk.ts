import type { BackupsDesk, BackupsPorts } from './ports';

/** What judges is loaded when somebody looks: it is more than all else that a screen begins with. */
export function backupsDesk(ports: BackupsPorts): BackupsDesk {
  const { clusters, servers, metricSources } = ports;
  let opened: Promise<Pick<BackupsDesk, 'posture' | 'forget'>> | null = null;
  const open = () => (opened ??= import('./openDesk').then(({ openDesk }) => openDesk(ports)));
  return {
    isConnected: clusters.length + servers.length + metricSources.length > 0,
    posture: async (what, signal, onProgress) => (await open()).posture(what, signal, onProgress),
    forget() {
      void opened?.then((desk) => desk.forget());
      [...clusters, ...servers].forEach((server) => server.forget());
    },
  };
}
