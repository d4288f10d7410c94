import { createElement, lazy, Suspense, type ComponentType } from 'react';

/**
 * A component that is loaded when it is first drawn, and the app's texts with it: `module.js`, which Grafana loads with every
 * page that names the plugin, stays small.
 */
export function inSuspense<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Loaded = lazy(async () => {
    const [component, { initTexts }] = await Promise.all([load(), import('./t')]);
    await initTexts();
    return { default: ({ props }: { props: Props }) => createElement(component, props) };
  });
  const Part = (props: Props) => createElement(Suspense, { fallback: null }, createElement(Loaded, { props }));
  return Part;
}
