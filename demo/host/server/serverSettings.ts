import { json } from './http';
import type { Route } from './router';

/** What the host has of Grafana's configuration: annotations are kept for ever, as by default. */
const SETTINGS = {
  annotations: {
    cleanupjob_batchsize: '100',
    max_annotations_to_keep: '',
    search_dashboards_page_limit: '1000',
    tags_length: '500',
  },
  'annotations.api': { max_age: '', max_annotations_to_keep: '0' },
  'annotations.dashboard': { max_age: '', max_annotations_to_keep: '0' },
};

/** `/api/admin/settings`, for administrators of the server. */
export const serverSettingsRoute: Route = {
  method: 'GET',
  path: '/api/admin/settings',
  needs: 'settings:read',
  answer: () => json(200, SETTINGS),
};
