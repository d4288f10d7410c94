type Listener = () => void;

/** What the last test of each data source gave, so that its editor shows the very test that "Save & test" ran. */
export interface ReportStore<Report> {
  get: (uid: string) => Report | undefined;
  put: (uid: string, report: Report) => void;
  subscribe: (listener: Listener) => () => void;
}

export function createReportStore<Report>(): ReportStore<Report> {
  const reports = new Map<string, Report>();
  const listeners = new Set<Listener>();
  return {
    get: (uid) => reports.get(uid),
    put(uid, report) {
      reports.set(uid, report);
      listeners.forEach((listener) => listener());
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
