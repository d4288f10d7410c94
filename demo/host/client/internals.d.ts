/// <reference types="systemjs" />

/** Modules that Grafana's core reaches but npm's `exports` hide; `build.mjs` resolves them by file. */

declare module '@grafana/runtime/dist/esm/components/PluginPage.mjs' {
  import type { PluginPageProps } from '@grafana/runtime';
  import type { ComponentType } from 'react';
  export function setPluginPage(component: ComponentType<PluginPageProps>): void;
}

declare module '@grafana/runtime/dist/esm/components/PanelRenderer.mjs' {
  import type { PanelRendererProps } from '@grafana/runtime';
  import type { ComponentType } from 'react';
  export function setPanelRenderer(component: ComponentType<PanelRendererProps>): void;
}

declare module '@grafana/runtime/dist/esm/components/PanelDataErrorView.mjs' {
  import type { PanelDataErrorViewProps } from '@grafana/runtime';
  import type { ComponentType } from 'react';
  export function setPanelDataErrorView(component: ComponentType<PanelDataErrorViewProps>): void;
}

declare module '@grafana/runtime/dist/esm/services/pluginExtensions/getObservablePluginLinks.mjs' {
  import type { Observable } from 'rxjs';
  export function setGetObservablePluginLinks(get: () => Observable<never[]>): void;
}

declare module '@grafana/runtime/dist/esm/services/pluginExtensions/getObservablePluginComponents.mjs' {
  import type { Observable } from 'rxjs';
  export function setGetObservablePluginComponents(get: () => Observable<never[]>): void;
}

declare module '@grafana/i18n/dist/esm/i18n.mjs' {
  export function initializeI18n(options: { language: string; ns: string[] }, regionalFormat: string): Promise<unknown>;
}

/** react-router 5, whose `Router` takes Grafana's history. */
declare module 'grafana-router-v5' {
  import type { ComponentType, ReactNode } from 'react';
  export const Router: ComponentType<{ history: unknown; children: ReactNode }>;
}

/** react-router 6 on top of 5: what Grafana shares as `react-router`. */
declare module 'grafana-router' {
  import type { ComponentType, ReactNode } from 'react';
  export * from 'react-router-dom';
  export const CompatRouter: ComponentType<{ children: ReactNode }>;
}

declare module 'systemjs/dist/system.js';
declare module 'systemjs/dist/extras/amd.js';
declare module 'systemjs/dist/extras/named-register.js';
