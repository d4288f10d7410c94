/** Strokes on a grid of 24, drawn for the icons that Grafana has and its npm package lacks. */
const strokes: Record<string, string> = {
  spinner: 'M12 3a9 9 0 1 1-9 9',
  home: 'M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6',
  'home-alt': 'M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6',
  'layer-group': 'M12 4l9 4-9 4-9-4zM3 12l9 4 9-4M3 16l9 4 9-4',
  drilldown: 'M8 4h8M12 4v8M12 12l-5 4M12 12l5 4M5 20h4M15 20h4',
  compass: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M15.5 8.5l-2 5-5 2 2-5z',
  server: 'M4 5h16v6H4zM4 13h16v6H4zM7 8h2M7 16h2',
  hdd: 'M4 13h16v6H4zM6 13l2-8h8l2 8M7 16h2',
  print: 'M7 9V4h10v5M5 9h14v8H5zM8 14h8v6H8z',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  'file-download': 'M6 3h8l4 4v14H6zM12 10v7M9 14l3 3 3-3',
  'heart-rate': 'M3 12h4l3-6 4 12 3-6h4',
  globe: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M3 12h18M12 3c5 6 5 12 0 18M12 3c-5 6-5 12 0 18',
  wrench: 'M14 7a4 4 0 0 1 6-2l-3 3 1 1 3-3a4 4 0 0 1-5 5l-9 9-3-3 9-9z',
  'toggle-on': 'M8 7h8a5 5 0 0 1 0 10H8A5 5 0 0 1 8 7M16 10a2 2 0 1 1 0 4a2 2 0 0 1 0-4',
  'angle-double-left': 'M12 6l-6 6 6 6M18 6l-6 6 6 6',
  'angle-double-right': 'M6 6l6 6-6 6M12 6l6 6-6 6',
};

/** A missing icon that nobody drew is a plain ring: it keeps the layout and shows that something stands there. */
const RING = 'M12 5a7 7 0 1 1 0 14a7 7 0 0 1 0-14';

export function fallbackIcon(name: string): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" ' +
    `stroke-linecap="round" stroke-linejoin="round"><path d="${strokes[name] ?? RING}"/></svg>`
  );
}
